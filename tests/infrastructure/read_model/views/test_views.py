"""The views answer what analysts and importers ask most."""

from datetime import date
from uuid import UUID, uuid4

from domain.events import bodies as t
from domain.events import meetings as m
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import Writer, on, signed, withdrawn

KEY, OTHER_KEY = "1" * 64, "2" * 64


def test_what_was_last_imported(model: SQLiteReadModel, writer: Writer) -> None:
    """A file is compared with its last import, not with what people corrected since."""

    def imports(key: str, digest: str, *, corrects: UUID | None = None, to: str = "C-1") -> UUID:
        envelope = {"row_key": key, "row_sha256": digest * 64}
        return writer.append(signed(to), envelope=envelope, corrects=corrects)

    first, second = imports(KEY, "a"), imports(KEY, "a", to="C-2")
    other = imports(OTHER_KEY, "a")
    assert model.imported([KEY])[KEY].entry_ids == (str(first), str(second))
    imports(KEY, "b", corrects=first)
    imports(KEY, "a", corrects=second)
    imports(KEY, "a", corrects=second)
    writer.append(signed(), corrects=first)

    found = model.imported([KEY, OTHER_KEY, "3" * 64])

    assert {key: (row.row_sha256[0], row.entry_ids) for key, row in found.items()} == {
        KEY: ("a", (str(second),)),
        OTHER_KEY: ("a", (str(other),)),
    }
    assert model.imported([]) == {}


def a_body_at_work(writer: Writer) -> UUID:
    """Record one entry for each view, and return the signature that was withdrawn."""
    writer.append(t.TaskAdopted(reference="T-1", text="To meet."))
    writer.append(t.ChairAppointed(chair="KEN", term_ends_on=on("2023-06")))
    writer.append(t.ViceChairAppointed(vice_chair="PER"))
    writer.append(t.ClaimRecorded(about="members", claim="There are five."))
    writer.append(t.InitiativeRecognised(name="Other", as_member="OTH"))
    writer.append(t.ReferenceGroupLinked(name="Group", sector="civil_society"))
    writer.append(
        m.MeetingConvened(
            meeting="M-1", kind="inaugural", agenda=(m.AgendaItem(item="1", title="Opening"),)
        )
    )
    attendance = (
        m.Attendance(member="KEN", presence="present"),
        m.Attendance(member="PER", presence="excused"),
    )
    writer.append(m.MeetingOpened(meeting="M-1", attendance=attendance), "2022-06-01")
    writer.append(m.MeetingClosed(meeting="M-1"), "2022-06-02")
    writer.append(m.MeetingOpened(meeting="M-2"))
    entry = writer.append(signed())
    writer.append(withdrawn(entry))
    writer.retract(writer.append(signed("C-2")))
    return entry


def test_views_show_what_analysts_ask(model: SQLiteReadModel, writer: Writer) -> None:
    """Each view is one question of an analyst; an entry that was retracted is in none."""
    entry = a_body_at_work(writer)

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("reference, text, visibility", "tasks") == [("T-1", "To meet.", "members")]
    assert rows("office, member, term_ends_on", "offices") == [
        ("chair", "KEN", "2023-06"),
        ("vice_chair", "PER", None),
    ]
    assert rows("about, claim", "claims") == [("members", "There are five.")]
    assert rows("name, as_member", "initiatives") == [("Other", "OTH")]
    assert rows("name, sector", "reference_groups") == [("Group", "civil_society")]
    assert rows("meeting, agenda, opened_on, closed_on", "meetings") == [
        ("M-1", '["Opening"]', "2022-06-01", "2022-06-02")
    ]
    assert rows("meeting, member, presence", "attendance") == [
        ("M-1", "KEN", "present"),
        ("M-1", "PER", "excused"),
    ]
    assert rows("commitment, member, kind, version", "signatures") == [
        ("C-1", "KEN", "signature", "1")
    ]
    assert rows('"of", ends', "withdrawals") == [("signature", f'["{entry}"]')]
    assert rows("*", "consents") == []


def a_meeting_in_full(writer: Writer) -> None:
    """Record one entry for each view, and one that was retracted."""
    writer.append(m.MeetingConvened(meeting="M-1", kind="ordinary_session"), "2022-06-01")
    moved = m.MeetingRescheduled(meeting="M-1", begins_on=on("2022-07-01"), reason="Strike")
    writer.append(moved, "2022-05-01")
    writer.append(m.MeetingCancelled(meeting="M-2", reason="Nothing"), "2022-05-02")
    rule = m.QuorumRuleSet(numerator=1, denominator=2, more_than=True)
    writer.append(rule, "2022-01-01")
    counted = m.QuorumEstablished(
        meeting="M-1", counted=3, needed=2, members=4, reached=True, rule=uuid4()
    )
    writer.append(counted, "2022-07-01")
    actions = tuple(
        m.ActionItem(action=name, text="Do.", owner="KEN", due_on=date(2022, 9, 1))
        for name in ("A-1", "A-2")
    )
    votes = m.Votes(in_favour=2, against=1, abstained=0)
    decision = m.DecisionAdopted(
        decision="D-1",
        meeting="M-1",
        title="T",
        text="We do.",
        task="K",
        votes=votes,
        actions=actions,
    )
    writer.append(decision, "2022-07-01")
    writer.append(m.ActionItemCompleted(action="A-1", outcome="Done."), "2022-08-01")
    writer.append(m.MinutesCirculated(meeting="M-1"), "2022-08-02")
    writer.append(m.MinutesApproved(meeting="M-1", at="M-3"), "2022-12-01")
    writer.retract(writer.append(m.MinutesApproved(meeting="M-9", at="M-3"), "2022-12-01"))


def test_views_of_meetings_show_what_analysts_ask(model: SQLiteReadModel, writer: Writer) -> None:
    """Each view is one question; what was retracted is in none."""
    a_meeting_in_full(writer)

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("change, meeting, begins_on, reason", "meeting_changes") == [
        ("moved", "M-1", "2022-07-01", "Strike"),
        ("cancelled", "M-2", None, "Nothing"),
    ]
    assert rows("number, numerator, denominator, more_than, counting", "quorum_rules") == [
        (None, 1, 2, 1, '["present","represented"]')
    ]
    assert rows("meeting, counted, needed, members, reached", "quorums") == [("M-1", 3, 2, 4, 1)]
    assert rows("decision, meeting, task, item, votes, effective_on", "decisions") == [
        ("D-1", "M-1", "K", None, '{"in_favour":2,"against":1,"abstained":0}', "2022-07-01")
    ]
    assert rows("action, owner, due_on, decision, completed_on", "action_items") == [
        ("A-1", "KEN", "2022-09-01", "D-1", "2022-08-01"),
        ("A-2", "KEN", "2022-09-01", "D-1", None),
    ]
    assert rows('step, meeting, "at"', "minutes") == [
        ("circulated", "M-1", None),
        ("approved", "M-1", "M-3"),
    ]
