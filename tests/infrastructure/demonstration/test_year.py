"""The exercise shows a whole year of what a taskforce does."""

import sys
from datetime import date
from pathlib import Path

import pytest

from application.questions.across.overdue import overdue
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from application.register import Register
from application.reports.audit.audit import audit
from application.reports.body_context import Body
from domain.events.laws import (
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    PracticeShowcased,
)
from domain.events.meetings import DecisionAdopted, MinutesApproved, QuorumEstablished
from domain.events.progress import ReportApproved, ReportingScheduled, ReportReturned
from domain.events.work import InitiativeInputConsidered, InitiativeInputReceived
from domain.values import Visibility
from infrastructure.demonstration.bodies import DAY, EXERCISE
from infrastructure.demonstration.run import annual_reports, fill, tour, write_annual


@pytest.fixture
def facts(register: Register) -> Facts:
    return Body.of(register.read_model, Ask(taskforce=EXERCISE, on=DAY), DAY).facts


@pytest.mark.slow
def test_reports_are_asked_for_returned_and_approved(facts: Facts) -> None:
    """A return stays readable with its reason behind the approval."""
    (returned,) = facts.begun(ReportReturned)
    approved = [fact.event.member for fact in facts.begun(ReportApproved)]

    assert {fact.event.commitment for fact in facts.begun(ReportingScheduled)} == {
        "PLEDGE-1",
        "PLEDGE-2",
    }
    assert returned.event.reason == "Please say how long an answer takes."
    assert sorted(approved) == ["ATL", "ERE", "ERE", "LIL", "UTO"]


@pytest.mark.slow
@pytest.mark.parametrize("audience", Visibility)
def test_an_audit_finds_no_figure_that_its_entries_do_not_confirm(
    register: Register, audience: Visibility
) -> None:
    """Reports count in one way and an audit in another; over all bodies both come out the same."""
    for body in register.read_model.taskforces():
        made = audit(
            register.read_model,
            Ask(taskforce=body, on=DAY, audience=audience),
            DAY,
            begin="1950-01-01",
            end=f"@{register.read_model.head()}",
            sample="9",
            seed=body,
        )

        (population,) = (table for table in made.tables() if table.key == "population")
        assert [row for row in population.rows if row["agrees"] != "yes"] == []
        if audience is Visibility.SECRETARIAT:
            assert population.rows


def test_one_report_was_overdue_on_a_past_day(register: Register) -> None:
    """On the tenth of August Erewhon had not reported, and everybody else had."""
    then = date(2026, 8, 10)

    def late(known: str | None) -> list[tuple[object, object]]:
        ask = Ask(taskforce=EXERCISE, on=then, known=known)
        rows = overdue(register.read_model, ask, None, DAY).rows
        return [(row["owner"], row["about"]) for row in rows if row["state"] == "overdue"]

    assert late("2026-08-10") == late(None) == [("ERE", "PLEDGE-1")]


def test_two_meetings_had_a_quorum_and_decided(facts: Facts) -> None:
    """The minutes of the first are approved at the second."""
    counted = [
        (fact.event.meeting, fact.event.counted, fact.event.needed, fact.event.members)
        for fact in facts.begun(QuorumEstablished)
        if fact.event.reached
    ]
    (approved,) = facts.begun(MinutesApproved)

    assert counted == [("2026-1", 4, 4, 6), ("2026-2", 4, 3, 5)]
    assert {fact.event.meeting for fact in facts.begun(DecisionAdopted)} == {"2026-1", "2026-2"}
    assert (approved.event.meeting, approved.event.at) == ("2026-1", "2026-2")


@pytest.mark.slow
def test_a_gap_is_answered_and_closed_by_a_law(facts: Facts) -> None:
    """From the gap to the law, in the member's own words."""
    (found,) = facts.begun(LegislativeGapIdentified)
    (answered,) = facts.begun(LegislativeGapAnswered)
    (closed,) = facts.begun(LegislativeGapClosed)

    assert found.event.gap == answered.event.gap == closed.event.gap
    assert found.by < answered.by < closed.by
    assert "Act" in closed.event.law


@pytest.mark.slow
def test_an_input_is_traced_to_a_decision_and_a_practice_is_shown(facts: Facts) -> None:
    """Initiatives ask what came of what they sent."""
    (received,) = facts.begun(InitiativeInputReceived)
    (considered,) = facts.begun(InitiativeInputConsidered)
    decisions = {fact.event.decision for fact in facts.begun(DecisionAdopted)}

    assert received.event.input == considered.event.input
    assert considered.event.decision in decisions
    assert len(facts.begun(PracticeShowcased)) == 1


def test_the_annual_report_lies_beside_the_store(store: Path) -> None:
    """A newcomer opens a file before typing a command."""
    names = annual_reports(store.parent)
    page = (store.parent / names[0]).read_text(encoding="utf-8")

    lines = list(tour(store, store.parent))

    assert names == [
        "exercise-annual-2026.html",
        "exercise-annual-2026.xlsx",
        "exercise-annual-2026.pdf",
    ]
    assert "EXERCISE: members and acts are made up." in page
    assert (store.parent / names[1]).read_bytes().startswith(b"PK")
    assert (store.parent / names[2]).read_bytes().startswith(b"%PDF")
    assert len(lines) <= 40
    assert any(", ".join(names) in line for line in lines)


@pytest.mark.slow
def test_the_files_are_the_same_every_time(store: Path, tmp_path: Path) -> None:
    """What is shown to people must not change by itself."""
    fill(tmp_path / "demo.db")

    for name in annual_reports(store.parent):
        assert (tmp_path / name).read_bytes() == (store.parent / name).read_bytes()


@pytest.mark.slow
def test_leaves_out_a_form_that_is_not_installed(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demonstration works without the part that makes PDF files."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "infrastructure.render.pdf", raising=False)

    write_annual(register, tmp_path)

    assert annual_reports(tmp_path) == ["exercise-annual-2026.html", "exercise-annual-2026.xlsx"]
