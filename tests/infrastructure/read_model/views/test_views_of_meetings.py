"""The views of meetings answer what analysts ask about decisions and what is to be done."""

from datetime import date
from uuid import uuid4

from domain.events import meetings as m
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import Writer, on


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
