"""What can be recorded of a body: its founding, offices, texts, partners and meetings."""

from functools import partial
from hashlib import sha256

import pytest

from application.acts.bodies import appoint
from application.acts.meetings import meetings
from application.acts.members.leaving import LeaveBody
from application.event_store.streams import stream_id
from application.recording import body_events
from domain.bodies.taskforce import Taskforce
from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.bodies import (
    AuthenticText,
    ChairAppointed,
    ClaimRecorded,
    InitiativeRecognised,
    InstrumentAdopted,
    RecordKeptFrom,
    ReferenceGroupLinked,
    ScaleRegistered,
    ScaleValue,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.events.meetings import Attendance, MeetingClosed, MeetingConvened, MeetingOpened
from domain.texts.wording import authentic_text_of, text_digest
from domain.values import UNKNOWN, LegalNature
from tests.application.given import BODY, Office, day, last

MEETING = MeetingConvened(meeting="M1", kind="inaugural")
SCALE = ScaleRegistered(
    scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label="Low"),)
)


def test_a_body_is_established_once(office: Office) -> None:
    """Two people who found it at once meet in the store."""
    with pytest.raises(Refused, match="EXT was established already"):
        office.establish()


def test_nothing_is_recorded_of_a_body_that_is_not_there(office: Office) -> None:
    """The code may be misspelt."""
    with pytest.raises(UnknownReference, match=r"taskforce 'EXTT'.*EXT\?"):
        office.record(lambda r: body_events.record(r, "EXTT", RecordKeptFrom(), day("2020")))


def test_the_record_is_kept_from_a_day(office: Office) -> None:
    """Before it nothing is overdue: it is "not recorded"."""
    office.record(lambda r: body_events.record(r, BODY, RecordKeptFrom(), day("2020-01-01")))

    assert last(office) == RecordKeptFrom()
    assert office.last().envelope.effective_on == day("2020-01-01")


def test_tasks_claims_and_scales_need_no_day(office: Office) -> None:
    """Sources seldom say when a task was taken on."""
    task = TaskAdopted(reference="K1", text="To meet.")
    claim = ClaimRecorded(about="founders", claim="Two founded it.")

    office.record(lambda r: body_events.record(r, BODY, task))
    office.record(lambda r: body_events.record(r, BODY, claim))
    office.record(lambda r: body_events.record(r, BODY, SCALE))

    assert [r.event for r in office.records[1:]] == [task, claim, SCALE]
    assert {r.envelope.effective_on for r in office.records[1:]} == {UNKNOWN}
    with pytest.raises(Refused, match="recorded already"):
        office.record(lambda r: body_events.record(r, BODY, task))
    with pytest.raises(Refused, match="recorded already"):
        office.record(lambda r: body_events.record(r, BODY, SCALE))


def test_claims_that_disagree_stand_side_by_side(office: Office) -> None:
    """The register does not decide which source is right."""
    for claim in ("Two founded it.", "Three founded it."):
        said = ClaimRecorded(about="founders", claim=claim)
        office.record(partial(body_events.record, taskforce=BODY, event=said))

    assert office.head == 3


def appointment(member: str, *, vice: bool) -> ChairAppointed | ViceChairAppointed:
    return ViceChairAppointed(vice_chair=member) if vice else ChairAppointed(chair=member)


@pytest.mark.parametrize("vice", [False, True])
def test_a_member_takes_the_chair_or_the_vice_chair(office: Office, *, vice: bool) -> None:
    """A later one replaces the earlier."""
    office.join()

    event = appointment("ATL", vice=vice).model_copy(update={"term_ends_on": day("2023")})

    office.record(lambda r: appoint(r, BODY, event, day("2021-01-01")))

    assert last(office) == event


@pytest.mark.parametrize(("vice", "what"), [(False, "take the chair"), (True, "be vice-chair")])
def test_only_an_active_member_takes_an_office(office: Office, *, vice: bool, what: str) -> None:
    """The sentence says what it cannot do."""
    office.join("ATL", "2020-01-01")

    with pytest.raises(Contradicted, match=f"not a member on 2019.*can {what}"):
        office.record(lambda r: appoint(r, BODY, appointment("ATL", vice=vice), day("2019")))
    with pytest.raises(UnknownReference):
        office.record(lambda r: appoint(r, BODY, appointment("ZUB", vice=vice), day("2021")))


def test_initiatives_and_reference_groups_are_recognised(office: Office) -> None:
    """An initiative may itself be a member, and then must be one."""
    office.join()
    forum = InitiativeRecognised(name="A forum", as_member="ATL")
    group = ReferenceGroupLinked(name="A group", sector="civil_society")

    office.record(lambda r: body_events.record(r, BODY, forum))
    office.record(lambda r: body_events.record(r, BODY, group, day("2021")))

    assert [r.event for r in office.records[2:]] == [forum, group]
    with pytest.raises(Refused, match="recorded already"):
        office.record(lambda r: body_events.record(r, BODY, group))
    unknown = InitiativeRecognised(name="Another", as_member="ZUB")
    with pytest.raises(UnknownReference, match="member 'ZUB'"):
        office.record(lambda r: body_events.record(r, BODY, unknown))


def test_an_initiative_that_is_no_member_is_recognised(office: Office) -> None:
    """Most are none."""
    office.record(lambda r: body_events.record(r, BODY, InitiativeRecognised(name="A forum")))

    assert last(office) == InitiativeRecognised(name="A forum")


def test_a_version_of_a_text_is_adopted_once(office: Office) -> None:
    """A second version is another text."""
    office.adopt_text(commitments_of_it=())
    text = InstrumentAdopted(reference="T", title="A text", legal_nature=LegalNature.TREATY)

    with pytest.raises(Refused, match="'T 1' is recorded already"):
        office.record(lambda r: body_events.record(r, BODY, text, day("2020")))


@pytest.mark.parametrize(
    ("attendance", "stored"),
    [(None, None), ((), ()), ((Attendance(member="ATL", presence="excused"),), 1)],
)
def test_a_meeting_is_convened_opened_and_closed(
    office: Office, attendance: tuple[Attendance, ...] | None, stored: object
) -> None:
    """Attendance that was not recorded is not an empty room."""
    office.join()
    office.record(lambda r: body_events.record(r, BODY, MEETING, day("2021-01-01")))
    office.record(
        lambda r: meetings.open_meeting(
            r, BODY, MeetingOpened(meeting="M1", attendance=attendance), day("2021-01-01")
        )
    )
    office.record(
        lambda r: body_events.record(r, BODY, MeetingClosed(meeting="M1"), day("2021-01-01"))
    )

    opened = office.records[-2].event
    assert isinstance(opened, MeetingOpened)
    found = opened.attendance
    assert (len(found) if found else found) == stored


def test_only_who_is_known_attends(office: Office) -> None:
    """A code that nobody has is a mistake."""
    office.record(lambda r: body_events.record(r, BODY, MEETING, day("2021-01-01")))
    present = (Attendance(member="ATL", presence="present"),)

    with pytest.raises(UnknownReference, match="member 'ATL'"):
        office.record(
            lambda r: meetings.open_meeting(
                r, BODY, MeetingOpened(meeting="M1", attendance=present), day("2021-01-01")
            )
        )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Caf\u00e9\nnow", True),
        ("Cafe\u0301\nnow", True),
        ("Caf\u00e9\r\nnow", True),
        ("Caf\u00e9\rnow", True),
        ("Cafe\nnow", False),
        ("Caf\u00e9 now", False),
    ],
)
def test_one_wording_has_one_digest(text: str, *, same: bool) -> None:
    """UTF-8 in normal form C with LF line ends, whatever wrote the file."""
    digest = sha256("Caf\u00e9\nnow".encode()).hexdigest()

    assert (text_digest(text) == digest) is same


def test_a_file_is_known_by_its_bytes_or_by_its_wording(office: Office) -> None:
    """Whoever holds a paper can ask whether it is the text that was signed."""
    text, picture = "Caf\u00e9\n".encode(), b"%PDF \xff\xfe"
    adopted = InstrumentAdopted(
        reference="T",
        title="A text",
        legal_nature=LegalNature.POLITICAL,
        authentic_texts=(
            AuthenticText(language="en", file_sha256=sha256(picture).hexdigest()),
            AuthenticText(
                language="fr",
                file_sha256=sha256(text).hexdigest(),
                text_sha256=text_digest(text.decode()),
            ),
        ),
    )
    office.record(lambda r: body_events.record(r, BODY, adopted, day("2020")))
    body = office.log.load(stream_id("taskforce", BODY), Taskforce)

    found = [
        authentic_text_of(body.history, content)
        for content in (picture, text, "Cafe\u0301\r\n".encode())
    ]

    assert [(f.instrument, f.version, f.language, f.same_file) for f in found if f] == [
        ("T", "1", "en", True),
        ("T", "1", "fr", True),
        ("T", "1", "fr", False),
    ]
    for other in (b"", b"\xff", b"Another text"):
        assert authentic_text_of(body.history, other) is None


def test_a_member_that_left_is_still_known_to_the_body(office: Office) -> None:
    """Attendance of an old meeting may be entered after it left."""
    office.join()
    office.record(lambda r: LeaveBody(member="ATL", on=day("2022-01-01")).record(r, BODY))
    office.record(lambda r: body_events.record(r, BODY, MEETING, day("2021-01-01")))
    present = (Attendance(member="ATL", presence="present"),)

    office.record(
        lambda r: meetings.open_meeting(
            r, BODY, MeetingOpened(meeting="M1", attendance=present), day("2021-01-01")
        )
    )

    assert isinstance(last(office), MeetingOpened)


def test_a_meeting_does_not_end_before_it_begins(office: Office) -> None:
    """Both days are inclusive."""
    meeting = MeetingConvened(meeting="M9", kind="inaugural", ends_on=day("2021-01-01"))

    with pytest.raises(Refused, match="cannot end on 2021-01-01, before it begins on 2021-01-02"):
        office.record(lambda r: body_events.record(r, BODY, meeting, day("2021-01-02")))
    office.record(lambda r: body_events.record(r, BODY, meeting, day("2021-01-01")))
    with pytest.raises(Contradicted, match="before the day for which it was convened"):
        office.record(
            lambda r: meetings.open_meeting(r, BODY, MeetingOpened(meeting="M9"), day("2020"))
        )
