"""Minutes item by item: what belongs together, and that what is not recorded is left out."""

from application.entries.meeting_notation import action_of
from application.reports.paper.paper import on_paper
from domain.events import voting as v
from domain.events.bodies import ChairAppointed
from domain.events.minutes import (
    DiscussionRecorded,
    MinutesCommentAnswered,
    MinutesCommented,
    MinutesDrafted,
    PaperTabled,
)
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import Clerk
from tests.application.reports.given import rows, section
from tests.application.reports.given_minutes import ALL, DAY, of, said, tally, tell, vote
from tests.application.reports.year import TASK


def test_items_have_papers_discussion_decisions_and_actions(met: Clerk) -> None:
    """What belongs to one item is read in one place; what belongs to none comes last."""
    g.open_(met, "M1", DAY, ALL)
    tell(
        met,
        PaperTabled(meeting="M1", item="1", title="Notes", url="https://example.org/notes"),
        PaperTabled(meeting="M1", item="1", title="Words"),
        PaperTabled(meeting="M1", item="1", title="Filed", file_sha256="a" * 64),
        PaperTabled(
            meeting="M1", item="1", title="Both", url="https://example.org/b", file_sha256="b" * 64
        ),
        DiscussionRecorded(meeting="M1", item="1", text="Too high.", conclusion="Lower."),
        DiscussionRecorded(
            meeting="M1", item="2", text="## Dance\n- **Nobody** danced", conclusion="- Later"
        ),
    )
    g.decide(met, "D-1", "M1", DAY, "A-1 | ATL | Sing.", "A-2 | ERE | Hum. | 2026-05-01", item="1")
    g.decide(met, "D-2", "M1", DAY)

    text = said(of(met))

    for words in (
        "About: K1.",
        "Paper: Notes (https://example.org/notes)",
        "Paper: Words",
        '{"paragraph": "Conclusion:"}, {"markdown": "Lower."}',
        "Paper: Filed",
        "Paper: Both (https://example.org/b)",
        '{"paragraph": "Conclusion:"}, {"markdown": "- Later"}',
        "Decision D-1, About D-1: We do.",
        "Adopted by consensus.",
        "Action A-1, Atlantis: Sing.",
        "Action A-2, Erewhon, by 2026-05-01: Hum.",
    ):
        assert words in text
    assert [row["file_sha256"] for row in rows(of(met), "papers")] == ["a" * 64, "b" * 64]
    assert section(of(met), "decided").title == "Decisions"
    assert "Results of votes" not in text


def test_items_say_what_they_are_about_in_words(met: Clerk) -> None:
    """Whoever was not in the room does not know the numbers of tasks."""
    tell(met, TASK)
    g.hold(met, "M2", DAY, ALL, f"Form | {TASK.reference}")
    tell(met, DiscussionRecorded(meeting="M2", item="1", text="One will do."))

    document = on_paper(of(met, "M2"), grouped=True)

    assert "About: task 2 (Drive a coordinated response)." in said(document)


def test_an_item_on_which_nothing_is_recorded_stays_in_its_place(met: Clerk) -> None:
    """It was on the agenda: minutes that leave it out, or say so of the agenda, are wrong."""
    g.hold(met, "M2", DAY, ALL, "Opening", "Reports")
    tell(met, PaperTabled(meeting="M2", item="2", title="Notes"))

    document = on_paper(of(met, "M2"), grouped=True)

    parts = section(document, "items").sections
    assert [part.title for part in parts] == ["Item 1: Opening", "Item 2: Reports"]
    assert "Nothing that members may see is recorded on this item." in said(document)
    assert "nothing" not in {part.key for part in document.sections}


def test_actions_of_what_was_not_adopted_are_left_out(met: Clerk) -> None:
    """Nobody has to do them."""
    g.open_(met, "M1", DAY, ALL)
    tell(met, vote("MORE", tally=tally(1, 2), actions=[action_of("A-1 | ATL | Sing.")]))

    assert "A-1" not in said(of(met))


def test_attendance_says_who_spoke_for_whom(met: Clerk) -> None:
    """For which items, and from which hour."""
    g.open_(met, "M1", DAY, "ATL; ERE:excused")
    proxy = v.ProxyGiven(meeting="M1", giver="ERE", holder="ATL")
    office = {"meeting": "M1", "member": "ATL", "office": "A deputy"}
    tell(
        met,
        proxy,
        proxy.model_copy(update={"from_hour": "10:00"}),
        proxy.model_copy(update={"items": ("2",)}),
        proxy.model_copy(update={"from_hour": "11:00", "items": ("1", "2")}),
        proxy.model_copy(update={"from_hour": "12:00", "items": ("2",)}),
        proxy.model_copy(update={"items": ("1", "2")}),
        v.RepresentativeChanged(**office),
        v.RepresentativeChanged(**office, hour="10:30"),
        v.ObserverAttended(meeting="M1", observer="Industry"),
    )

    text = said(of(met))

    for words in (
        "Atlantis acted for Erewhon.",
        "Atlantis acted for Erewhon from 10:00.",
        "Atlantis acted for Erewhon on item 2.",
        "Atlantis acted for Erewhon from 12:00 on item 2.",
        "Atlantis acted for Erewhon on items 1, 2.",
        "Atlantis acted for Erewhon from 11:00 on items 1, 2.",
        "A deputy spoke for Atlantis.",
        "A deputy spoke for Atlantis from 10:30.",
        "Apologies: Erewhon.",
        "Observers: Industry.",
    ):
        assert words in text


def test_attendance_names_the_holder_of_a_proxy(met: Clerk) -> None:
    """Who came later is in the list, and who was represented is so with a name."""
    g.open_(met, "M1", DAY, "ATL")
    tell(
        met,
        v.MemberArrived(meeting="M1", member="UTO", hour="10:00"),
        v.ProxyGiven(meeting="M1", giver="ERE", holder="ATL"),
    )

    found = rows(of(met), "attendance")

    assert [tuple(row[key] for key in ("name", "presence", "acted_by")) for row in found] == [
        ("Atlantis", "present", None),
        ("Utopia", "present", None),
        ("Erewhon", "represented", "Atlantis"),
    ]


def test_without_a_list_those_who_came_later_are_listed_all_the_same(met: Clerk) -> None:
    """Nobody is called absent of whom nothing is known."""
    g.open_(met, "M1", DAY)
    tell(met, v.MemberArrived(meeting="M1", member="UTO", hour="10:00"))

    assert [row["name"] for row in rows(of(met), "attendance")] == ["Utopia"]
    assert "No list of those who were there at the opening is recorded." in said(of(met))


def test_an_arrival_that_an_audience_may_not_see_is_not_told(met: Clerk) -> None:
    """The vote is counted with it; that the member was absent is not said, either."""
    g.open_(met, "M1", DAY, "ERE")
    tell(met, v.MemberArrived(meeting="M1", member="ATL", hour="10:00"))
    assert rows(of(met), "attendance")[0]["hours"] == "came 10:00"

    last = max(r.position for r in met.register.log.read(0, 100) if "arrived" in r.event.TOPIC)
    met.show(last, Visibility.SECRETARIAT)
    g.close(met, "M1", DAY)
    tell(met, v.SessionSet(meeting="M1", number="1", begins_at="09:00"))

    assert [row["presence"] for row in rows(of(met), "attendance")] == [
        *("present", "absent", "not_shown")
    ]


def test_the_head_has_chair_days_and_sessions(met: Clerk) -> None:
    """The time zone stands once; where there are two, at each session."""
    g.open_(met, "M1", DAY)
    first = v.SessionSet(meeting="M1", number="1", begins_at="09:00", place="Geneva")
    tell(met, ChairAppointed(chair="ATL"), first)

    once = of(met)
    assert rows(once, "meeting")[-1]["value"] == "Atlantis"
    assert rows(once, "meeting")[-2]["value"] == "Geneva"
    assert "Sessions (hours of UTC)" in said(once)
    assert "Attendance is not recorded." in said(once)

    tell(met, v.SessionSet(meeting="M1", number="2", begins_at="14:00", zone="Asia/Tokyo"))
    g.close(met, "M1", "2026-04-15")
    assert '"Time zone"' in said(of(met))
    assert "2026-04-14 to 2026-04-15" in said(of(met))


def test_a_chair_that_came_late_is_no_absent_one(met: Clerk) -> None:
    """It may have presided from then on."""
    tell(met, ChairAppointed(chair="ERE"))
    g.open_(met, "M1", DAY, "ATL:present; ERE:absent")
    tell(met, v.MemberArrived(meeting="M1", member="ERE", hour="10:00"))

    assert rows(of(met), "meeting")[-1]["value"] == "Erewhon"


def test_comments_on_the_minutes_have_their_answers(met: Clerk) -> None:
    """A member sees that it was heard."""
    g.open_(met, "M1", DAY, ALL)
    tell(met, MinutesDrafted(meeting="M1"), vote("MORE", tally=tally(2)))
    for name, taken_up in (("C-1", True), ("C-2", False), ("C-3", None)):
        tell(met, MinutesCommented(comment=name, meeting="M1", member="ATL", text="A word."))
        if taken_up is not None:
            tell(met, MinutesCommentAnswered(comment=name, taken_up=taken_up))

    assert [row["taken_up"] for row in rows(of(met), "comments")] == [
        *("taken up", "not taken up", "not answered")
    ]


def test_versions_without_comments_are_listed(met: Clerk) -> None:
    """A conclusion is not needed, and neither is a comment."""
    g.open_(met, "M1", DAY, ALL)
    tell(
        met,
        MinutesDrafted(meeting="M1", file_sha256="c" * 64),
        DiscussionRecorded(meeting="M1", item="2", text="Nobody danced."),
    )

    assert rows(of(met), "versions")[0]["what"] == "written"


def test_a_quorum_inputs_and_actions_have_their_parts(met: Clerk) -> None:
    """Where they are recorded."""
    g.open_(met, "M1", DAY, ALL)
    g.count(met, "M1")
    tell(met, vote("MORE", tally=tally(2), hour="10:00"))
    g.decide(met, "D-2", "M1", DAY, "A-1 | ATL | Sing.")

    assert "There was a quorum: of 3 active members 3 took part" in said(of(met))
    assert rows(of(met), "actions")
