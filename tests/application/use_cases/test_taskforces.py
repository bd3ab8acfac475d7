"""What can be recorded of a body: its founding, offices, texts, partners and meetings."""

from functools import partial
from hashlib import sha256

import pytest

from application.streams import stream_id
from application.use_cases import bodies, meetings, members
from domain.bodies.taskforce import Taskforce
from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
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
from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened
from domain.texts.wording import text_digest
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
        office.record(lambda r: bodies.keep_record_from(r, "EXTT", day("2020")))


def test_the_record_is_kept_from_a_day(office: Office) -> None:
    """Before it nothing is overdue: it is "not recorded"."""
    office.act(bodies.keep_record_from, day("2020-01-01"))

    assert last(office) == RecordKeptFrom()
    assert office.last().envelope.effective_on == day("2020-01-01")


def test_tasks_claims_and_scales_need_no_day(office: Office) -> None:
    """Sources seldom say when a task was taken on."""
    task = TaskAdopted(reference="K1", text="To meet.")
    claim = ClaimRecorded(about="founders", claim="Two founded it.")

    office.act(bodies.adopt_task, task)
    office.act(bodies.record_claim, claim)
    office.act(bodies.register_scale, SCALE)

    assert [r.event for r in office.records[1:]] == [task, claim, SCALE]
    assert {r.envelope.effective_on for r in office.records[1:]} == {UNKNOWN}
    with pytest.raises(Refused, match="recorded already"):
        office.act(bodies.adopt_task, task)
    with pytest.raises(Refused, match="exists already"):
        office.act(bodies.register_scale, SCALE)


def test_claims_that_disagree_stand_side_by_side(office: Office) -> None:
    """The register does not decide which source is right."""
    for claim in ("Two founded it.", "Three founded it."):
        said = ClaimRecorded(about="founders", claim=claim)
        office.record(partial(bodies.record_claim, taskforce=BODY, claim=said))

    assert office.head == 3


@pytest.mark.parametrize("vice", [False, True])
def test_a_member_takes_the_chair_or_the_vice_chair(office: Office, *, vice: bool) -> None:
    """A later one replaces the earlier."""
    office.join()

    office.act(bodies.appoint_chair, "ATL", day("2021-01-01"), vice=vice, term_ends_on=day("2023"))

    expected: Event = (
        ViceChairAppointed(vice_chair="ATL", term_ends_on=day("2023"))
        if vice
        else ChairAppointed(chair="ATL", term_ends_on=day("2023"))
    )
    assert last(office) == expected


@pytest.mark.parametrize(("vice", "what"), [(False, "take the chair"), (True, "be vice-chair")])
def test_only_an_active_member_takes_an_office(office: Office, *, vice: bool, what: str) -> None:
    """The sentence says what it cannot do."""
    office.join("ATL", "2020-01-01")

    with pytest.raises(Contradicted, match=f"not a member on 2019.*can {what}"):
        office.act(bodies.appoint_chair, "ATL", day("2019"), vice=vice)
    with pytest.raises(UnknownReference):
        office.act(bodies.appoint_chair, "ZUB", day("2021"), vice=vice)


def test_initiatives_and_reference_groups_are_recognised(office: Office) -> None:
    """An initiative may itself be a member, and then must be one."""
    office.join()
    forum = InitiativeRecognised(name="A forum", as_member="ATL")
    group = ReferenceGroupLinked(name="A group", sector="civil_society")

    office.act(bodies.recognise, forum)
    office.act(bodies.recognise, group, day("2021"))

    assert [r.event for r in office.records[2:]] == [forum, group]
    with pytest.raises(Refused, match="recorded already"):
        office.act(bodies.recognise, group)
    unknown = InitiativeRecognised(name="Another", as_member="ZUB")
    with pytest.raises(UnknownReference, match="member 'ZUB'"):
        office.act(bodies.recognise, unknown)


def test_an_initiative_that_is_no_member_is_recognised(office: Office) -> None:
    """Most are none."""
    office.act(bodies.recognise, InitiativeRecognised(name="A forum"))

    assert last(office) == InitiativeRecognised(name="A forum")


@pytest.mark.parametrize(
    ("attendance", "stored"),
    [(None, None), ([], ()), ([Attendance(member="ATL", presence="excused")], 1)],
)
def test_a_meeting_is_convened_opened_and_closed(
    office: Office, attendance: list[Attendance] | None, stored: object
) -> None:
    """Attendance that was not recorded is not an empty room."""
    office.join()
    office.act(meetings.convene, MEETING, day("2021-01-01"))
    office.act(meetings.open_meeting, "M1", day("2021-01-01"), attendance)
    office.act(meetings.close_meeting, "M1", day("2021-01-01"))

    opened = office.records[-2].event
    assert isinstance(opened, MeetingOpened)
    found = opened.attendance
    assert (len(found) if found else found) == stored


def test_only_who_is_known_attends(office: Office) -> None:
    """A code that nobody has is a mistake."""
    office.act(meetings.convene, MEETING, day("2021-01-01"))
    present = [Attendance(member="ATL", presence="present")]

    with pytest.raises(UnknownReference, match="member 'ATL'"):
        office.act(meetings.open_meeting, "M1", day("2021-01-01"), present)


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
    office.act(bodies.adopt_instrument, adopted, day("2020"))
    body = office.log.load(stream_id("taskforce", BODY), Taskforce)

    found = [
        bodies.check_text_file(body, content)
        for content in (picture, text, "Cafe\u0301\r\n".encode())
    ]

    assert [(f.instrument, f.version, f.language, f.whole) for f in found] == [
        ("T", "1", "en", True),
        ("T", "1", "fr", True),
        ("T", "1", "fr", False),
    ]
    for other in (b"", b"\xff", b"Another text"):
        with pytest.raises(UnknownReference, match="text with the sha256"):
            bodies.check_text_file(body, other)


def test_a_member_that_left_is_still_known_to_the_body(office: Office) -> None:
    """Attendance of an old meeting may be entered after it left."""
    office.join()
    office.act(members.withdraw, "ATL", day("2022-01-01"))
    office.act(meetings.convene, MEETING, day("2021-01-01"))
    present = [Attendance(member="ATL", presence="present")]

    office.act(meetings.open_meeting, "M1", day("2021-01-01"), present)

    assert isinstance(last(office), MeetingOpened)


def test_a_meeting_does_not_end_before_it_begins(office: Office) -> None:
    """Both days are inclusive."""
    meeting = MeetingConvened(meeting="M9", kind="inaugural", ends_on=day("2021-01-01"))

    with pytest.raises(Refused, match="cannot end before it begins on 2021-01-02"):
        office.act(meetings.convene, meeting, day("2021-01-02"))
    office.act(meetings.convene, meeting, day("2021-01-01"))
    with pytest.raises(Contradicted, match="before the day for which it was convened"):
        office.act(meetings.open_meeting, "M9", day("2020"), None)
