"""Members are invited to meetings, hear of changes, and get the minutes; each once."""

from functools import partial

from application.recording import body_events
from application.recording.recording import Recording
from domain.events.meetings import MeetingCancelled, MinutesCirculated
from domain.events.minutes import PaperTabled
from domain.events.voting import SessionSet
from domain.values import Visibility
from tests.application.letters.given import ADA, BO, designate, invitation, points, written
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, SECRET, Clerk, on

DIGEST = "ab" * 32


def sit(clerk: Clerk, day: str, begins: str, ends: str | None = None, **more: str) -> None:
    session = SessionSet.model_validate(
        {"meeting": "M-1", "number": "1", "begins_at": begins, "ends_at": ends, **more}
    )
    clerk.record(lambda r: body_events.record(r, BODY, session, on(day)))


def test_invites_every_member(met: Clerk) -> None:
    """An invitation says when, where and about what, and carries the calendar entry."""
    g.convene(met, "M-1", "2026-03-01", "Law", "Budget", ends_on="2026-03-02", place="Geneva")
    sit(met, "2026-03-01", "09:00", "12:30")

    found = written(met, "2026-02-20")

    assert [(each.kind, each.person, each.meeting) for each in found] == [
        ("invitation", ADA, "M-1"),
        ("invitation", BO, "M-1"),
    ]
    assert found[0].subject == "Invitation: ordinary session, 2026-03-01 to 2026-03-02, Geneva"
    assert found[0].opening == (
        "Body EXT invites Atlantis to its ordinary session from 2026-03-01 to 2026-03-02."
    )
    assert points(found[0]) == [
        "Place: Geneva",
        "2026-03-01, 09:00 to 12:30 (time zone UTC)",
        "Item 1: Law",
        "Item 2: Budget",
    ]
    assert found[0].answer == ["How to answer: say in an answer to this letter who will take part."]


def test_says_the_hours_as_far_as_they_are_known(met: Clerk) -> None:
    """A session may be open at its end, end on another day, and be elsewhere."""
    g.convene(met, "M-1", "2026-03-01")
    sit(met, "2026-03-01", "22:00", "02:00", ends_on="2026-03-02", zone="Asia/Tokyo")
    sit(met, "2026-03-02", "09:00", number="2", place="Room 4", mode="hybrid")
    sit(met, "2026-03-03", "09:00", number="3", mode="remote")

    assert points(invitation(met)) == [
        "2026-03-01, 22:00, to 2026-03-02, 02:00 (time zone Asia/Tokyo)",
        "2026-03-02, from 09:00 (time zone UTC), Room 4, in the room and online",
        "2026-03-03, from 09:00 (time zone UTC), online",
    ]
    assert invitation(met).subject == "Invitation: ordinary session, 2026-03-01"


def test_names_the_papers_that_are_there(met: Clerk) -> None:
    """A paper that comes later is sent by other ways, and is no reason to invite anew."""
    g.convene(met, "M-1", "2026-03-01", "Law")
    g.convene(met, "M-2", "2126-03-01", "Budget")
    before = invitation(met).about
    for paper in (
        PaperTabled(meeting="M-1", item="1", title="A draft"),
        PaperTabled(meeting="M-1", item="1", title="A list", url="https://example.org/list"),
        PaperTabled(meeting="M-2", item="1", title="A budget"),
    ):
        met.record(partial(_tabled, paper=paper))

    assert points(invitation(met)) == [
        "Item 1: Law",
        "Item 1: A draft",
        "Item 1: A list (https://example.org/list)",
    ]
    assert invitation(met).about == before


def _tabled(recording: Recording, paper: PaperTabled) -> None:
    body_events.record(recording, BODY, paper, on("2026-02-01"))


def test_invites_once_until_something_changes(met: Clerk) -> None:
    """Who was invited hears of a new day, and of nothing that stays as it was."""
    g.convene(met, "M-1", "2026-03-01")
    first = invitation(met)
    told = {ADA: first.about, BO: first.about}
    assert written(met, "2026-02-20", "invitation", told=told) == []

    g.move(met, "M-1", "2026-03-08", "2026-02-10", place="Nairobi")
    again = invitation(met, list(first.about))

    assert again.subject == "Changed invitation: ordinary session, 2026-03-08"
    assert again.opening.endswith("of Body EXT on 2026-03-08 has changed. It now says:")
    assert points(again) == ["Instead of 2026-03-01.", "Place: Nairobi"]
    assert set(again.about).isdisjoint(first.about)


def test_says_in_the_place_of_which_other_one_it_is(met: Clerk) -> None:
    """Who booked a journey reads where it was to be; who hears of it first, does not."""
    g.convene(met, "M-1", "2026-03-01", place="Geneva")
    first = invitation(met)
    g.move(met, "M-1", "2026-03-01", "2026-02-10", place="Nairobi")

    assert points(invitation(met, list(first.about))) == ["Place: Nairobi, instead of Geneva"]
    assert points(invitation(met)) == ["Place: Nairobi"]


def test_tells_who_was_invited_that_it_is_cancelled(met: Clerk) -> None:
    """Nobody travels for nothing; who never heard of it is not troubled."""
    g.convene(met, "M-1", "2026-03-01", "Law")
    first = invitation(met)
    event = MeetingCancelled(meeting="M-1", reason="No\nvenue.")
    met.record(lambda r: body_events.record(r, BODY, event, on("2026-02-10")))

    (off,) = written(met, "2026-02-20", "invitation", told={ADA: first.about})

    assert (off.person, off.subject) == (ADA, "Cancelled: ordinary session, 2026-03-01")
    assert off.opening == (
        "The ordinary session of Body EXT on 2026-03-01 is cancelled. Reason: No venue."
    )
    assert (off.groups, off.answer) == ([], ["No answer is needed."])
    told = {ADA: [*first.about, *off.about]}
    assert written(met, "2026-02-20", "invitation", told=told) == []


def test_a_reason_may_be_left_out(met: Clerk) -> None:
    g.convene(met, "M-1", "2026-03-01")
    first = invitation(met)
    g.cancel(met, "M-1", "2026-02-10")

    off = invitation(met, list(first.about))

    assert off.cancelled
    assert off.opening == "The ordinary session of Body EXT on 2026-03-01 is cancelled."


def test_asks_for_replies_in_writing(met: Clerk) -> None:
    """A written procedure is a meeting to which nobody travels."""
    g.convene(met, "M-1", "2026-02-15", ends_on="2026-03-01", kind="written_procedure")

    asked = invitation(met)

    assert asked.opening == (
        "Body EXT asks Atlantis to reply in a written procedure from 2026-02-15 to 2026-03-01."
    )
    assert asked.answer == ["How to answer: send your reply as an answer to this letter."]


def test_announces_only_what_the_settings_ask_for(met: Clerk) -> None:
    """Until somebody names a day, reminders go out and nothing else."""
    g.convene(met, "M-1", "2026-03-01")

    assert written(met, "2026-02-20", since=None) == []
    assert written(met, "2026-03-02", "invitation") == []  # it is over


def test_says_nothing_of_a_meeting_that_members_may_not_see(met: Clerk) -> None:
    """The secretariat may plan before it tells."""
    met.context = SECRET
    entry = g.convene(met, "M-1", "2026-03-01")
    assert written(met, "2026-02-20") == []

    met.show(entry, Visibility.MEMBERS)
    assert len(written(met, "2026-02-20")) == 2


def test_sends_draft_minutes(met: Clerk) -> None:
    """Each draft goes out once, with the file that is on record."""
    g.hold(met, "M-1", "2026-02-01", "ATL;ERE")
    g.circulate(met, "M-1", "2026-02-10")
    first = written(met, "2026-02-20", "minutes")
    event = MinutesCirculated(meeting="M-1", file_sha256=DIGEST)
    met.record(lambda r: body_events.record(r, BODY, event, on("2026-02-12")))
    told = {each.person: each.about for each in first}
    second = written(met, "2026-02-20", "minutes", told=told)

    assert [(each.person, each.minutes, each.minutes_sha256) for each in first] == [
        (ADA, "M-1", None),
        (BO, "M-1", None),
    ]
    assert first[0].subject == "Draft minutes: ordinary session, 2026-02-01"
    assert "of the ordinary session of Body EXT on 2026-02-01 are attached." in first[0].opening
    assert [each.minutes_sha256 for each in second] == [DIGEST, DIGEST]
    g.hold(met, "M-2", "2026-02-15", "ATL;ERE")
    g.approve(met, "M-1", "M-2", "2026-02-15")
    assert written(met, "2026-02-20", "minutes") == []


def test_sends_no_minutes_of_a_time_before(met: Clerk) -> None:
    """Neither before the day in the settings, nor before somebody spoke for a member."""
    g.hold(met, "M-1", "2026-02-01", "ATL;ERE")
    g.circulate(met, "M-1", "2026-02-10")
    designate(met, "ATL", "p-cc2x1", "alternate", day="2026-02-15")

    assert {each.person for each in written(met, "2026-02-20", "minutes")} == {ADA, BO}
    assert written(met, "2026-02-20", "minutes", since="2026-02-11") == []


def test_writes_to_nobody_whose_member_left(met: Clerk) -> None:
    """A focal point may still be on record when the member is gone."""
    met.leave("ATL", "2026-02-10")
    g.convene(met, "M-1", "2026-03-01")

    assert [each.person for each in written(met, "2026-02-20", "invitation")] == [BO]
