"""Changes of codes in the tables: what analysts see, copies for an audience, and strange logs."""

from pathlib import Path

import pytest

from domain.event import Event
from domain.events import bodies as t
from domain.events import members as m
from domain.events import progress as p
from domain.events.meetings import ActionItem, Attendance, DecisionAdopted, MeetingOpened
from domain.values import MemberKind, Visibility
from infrastructure.read_model.analyst_sql import run_query
from infrastructure.read_model.rows import Row
from infrastructure.read_model.snapshot import SnapshotRequest
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.domain.given import exactly
from tests.infrastructure.read_model.given import BODY, Writer, adopted, as_of, joined, signed


@pytest.fixture
def changed(writer: Writer) -> Writer:
    """KEN joined, signed and acts in many roles; its code is KYA since @12."""
    public: tuple[Event, ...] = (adopted(), joined("KEN"), signed("C-1", "KEN"))
    for event in public:
        writer.append(event, visibility=Visibility.PUBLIC)
    due = exactly("2023-01-01")
    others: tuple[Event, ...] = (
        t.ChairAppointed(chair="KEN"),
        t.InitiativeRecognised(name="Forum", as_member="KEN"),
        MeetingOpened(meeting="M", attendance=(Attendance(member="KEN", presence="present"),)),
        DecisionAdopted(
            meeting="M",
            decision="D",
            title="T",
            text="X.",
            task="T1",
            actions=(ActionItem(action="A", text="X.", owner="KEN", due_on=due),),
        ),
        p.MilestoneSet(commitment="C-1", milestone="S", title="T", due_on=due, owner="KEN"),
        m.Applied(member="PER", name="Peru", kind=MemberKind.STATE),
        m.Renamed(member="KEN", name="Republic"),
    )
    for event in others:
        writer.append(event, visibility=Visibility.SECRETARIAT)
    writer.append(m.Recoded(member="KEN", code="KYA"), visibility=Visibility.SECRETARIAT)
    return writer


VIEWS = (
    *("signatures", "offices", "attendance", "current_standing"),
    *("action_items.owner", "milestones.owner", "initiatives.as_member"),
)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("changed")
def test_views_name_members_by_their_codes_of_today(model: SQLiteReadModel, view: str) -> None:
    """Who joins two views must not have to know which code was in use when."""
    name, _, column = view.partition(".")

    rows = model.query(f"SELECT DISTINCT {column or 'member'} FROM {name}")[1]

    assert rows == [("KYA",)]


@pytest.mark.usefixtures("changed")
def test_what_a_code_means_is_a_table(model: SQLiteReadModel) -> None:
    """`event` shows what was recorded; this says whose it is."""
    rows = model.query("SELECT code, member, known_from, known_to FROM member_code")[1]

    assert sorted(rows) == [
        ("KEN", "KEN", 3, 12),
        ("KEN", "KYA", 12, None),
        ("KYA", "KYA", 12, None),
        ("PER", "PER", 10, None),
    ]
    assert model.query("SELECT count(*) FROM event WHERE member = 'KEN'")[1] == [(4,)]


def asked(file: Path, sql: str) -> list[Row]:
    return run_query(file, sql, (), 10)[1]


@pytest.mark.slow
@pytest.mark.usefixtures("changed")
def test_a_copy_for_the_public_names_members_as_the_page_does(
    model: SQLiteReadModel, tmp_path: Path
) -> None:
    """And tells of no member that the public does not see."""
    copy = tmp_path / "copy.db"
    model.snapshot(copy, SnapshotRequest(taskforce=BODY, audience=Visibility.PUBLIC))

    at = as_of(audience=Visibility.PUBLIC)
    assert [row.member for row in model.members(BODY, at)] == ["KYA"]
    assert asked(copy, "SELECT DISTINCT member FROM current_members") == [("KYA",)]
    assert asked(
        copy, "SELECT code, member, known_from, known_to FROM member_code ORDER BY 1, 3, 2"
    ) == [("KEN", "KEN", 3, 12), ("KEN", "KYA", 12, None), ("KYA", "KYA", 12, None)]
    assert asked(copy, "SELECT code FROM member ORDER BY id") == [("KEN",), ("KYA",)]


@pytest.mark.slow
def test_a_copy_tells_nothing_of_a_hidden_member_before_it_is_one_with_another(
    model: SQLiteReadModel, writer: Writer, tmp_path: Path
) -> None:
    """The public learns the code at the change, and not since when there was a member of it."""
    writer.append(adopted(), visibility=Visibility.PUBLIC)
    writer.append(joined("KEN"), visibility=Visibility.PUBLIC)
    hidden = (joined("QUO"), m.Recoded(member="KEN", code="QUO"))
    for event in (*hidden, m.Recoded(member="QUO", code="KYA")):
        writer.append(event, visibility=Visibility.SECRETARIAT)
    copy = tmp_path / "copy.db"

    model.snapshot(copy, SnapshotRequest(taskforce=BODY, audience=Visibility.PUBLIC))

    codes = "SELECT code, member, known_from, known_to FROM member_code ORDER BY 3, 1"
    assert asked(copy, codes) == [
        ("KEN", "KEN", 3, 5),
        ("KEN", "QUO", 5, 6),
        ("QUO", "QUO", 5, 6),
        ("KEN", "KYA", 6, None),
        ("KYA", "KYA", 6, None),
        ("QUO", "KYA", 6, None),
    ]
    assert asked(copy, "SELECT id, code FROM member ORDER BY id") == [
        (3, "KEN"),
        (5, "QUO"),
        (6, "KYA"),
    ]


def test_a_change_that_is_the_first_that_is_known_of_a_member_upsets_nothing(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """No decision makes such a log, and tables are made of whatever log there is."""
    writer.append(m.Recoded(member="KEN", code="KYA"))
    model.catch_up()
    writer.append(joined("KYA"))

    assert [row.member for row in model.members(BODY, as_of())] == ["KYA"]
