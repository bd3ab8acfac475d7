"""What a second import compares can be corrected, and a row says what is to be recorded first."""

import json
from collections.abc import Iterator

import pytest

from application.entries.amending import Amendment, correct
from application.entries.new_values import correctable
from domain.events.table import TOPICS
from infrastructure.importers.rows.act_request import (
    ACTS,
    amendable,
    day_fields,
    optional,
    required,
)
from infrastructure.importers.rows.standard_columns import COLUMNS
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import CLERK, Office
from tests.often import every

CONSENT = "row_id,act,member,commitment,kind,deposited_on,in_force_on\n"
REPORT = (
    "row_id,act,member,commitment,scale,scale_version,assessment,on,due_on,frequency,"
    "period_from,period_until\n"
    "s,schedule,,C1,,,,2026-01-10,2026-04-30,quarterly,2026-01-01,2026-03-31\n"
)
OTHER_WORDS = {
    "assessment": ("none", "all"),
    "confidence": ("high",),
    "level": ("global",),
    "area": ("other",),
    "maturity": ("emerging",),
    "sector": ("civil_society",),
    "stage": ("interim",),
    "role": ("alternate",),
    "method_version": ("3",),
    "values": ("limited; complete",),
    "high": ("limited",),
    "counting": ("observer",),
    "reviewer": ("p-another",),
    "zone": ("Africa/Nairobi",),
    "begins_at": ("08:00",),
    "hour": ("09:50",),
    "vote": ("abstained",),
    "silence": ("abstention",),
}
KINDS = {
    "ratification": "acceptance",
    "reservation": "objection",
    "ordinary_session": "extraordinary_session",
    "extraordinary_session": "ordinary_session",
}
LEFT_OUT = {
    *(("sign", "kind"), ("schedule", "frequency"), ("adopt_once", "text"), ("join", "name")),
    *(("correct_report", "assessment"), ("join", "kind"), ("adopt", "text")),
    *(("majority", "majority"), ("majority", "base"), ("majority", "casting_vote")),
    *(("voting_rights", "rights"), ("voting_rights", "attended"), ("voting_rights", "of_last")),
    ("answer_comment", "taken_up"),
}
"""Cells on which others of the file rest, that made no entry, or whose blank says nothing."""


def test_every_field_that_is_compared_can_be_corrected() -> None:
    """Otherwise a changed row could be neither an error nor a new act."""
    for act in ACTS.values():
        for topic, fields in amendable(act).items():
            for field in fields.values():
                assert field == "on" or field in correctable(TOPICS[topic]), (act.ROW, field)


def numbered(rows: tuple[dict[str, str], ...]) -> str:
    """Write rows with their numbers as row_id."""
    lines = [
        ",".join(f'"{({"row_id": str(number)} | row).get(column, "")}"' for column in COLUMNS)
        for number, row in enumerate(rows)
    ]
    return "\n".join([",".join(COLUMNS), *lines])


def another(act: str, name: str, value: str) -> str | None:
    """Return what else may stand in a cell, None where nothing else can in this file."""
    if value == "written_procedure":  # others of the file are only in writing
        return None
    if (act, name) in LEFT_OUT or (name == "task" and name in required(ACTS[act])):
        return None
    if name in OTHER_WORDS:
        return next(word for word in OTHER_WORDS[name] if word != value)
    if value in KINDS:
        return KINDS[value]
    return "" if name in optional(ACTS[act]) else "Other words"


def compared_cells() -> Iterator[tuple[int, str, str]]:
    """Yield each cell that is compared, by the number of its row, with another value for it."""
    for number, row in enumerate(EVERY):
        compared = {name for fields in amendable(ACTS[row["act"]]).values() for name in fields}
        for name in sorted(compared & row.keys() - day_fields(ACTS[row["act"]])):
            other = another(row["act"], name, row[name])
            if other is not None:
                yield number, name, other


@pytest.mark.slow
def test_every_cell_that_is_compared_can_be_an_error(ready: Office) -> None:
    """Days aside, which depend on each other."""
    cells = [*compared_cells()]
    assert len(cells) > len(EVERY) * 2 // 3
    assert {
        *(("advice", "to"), ("advice", "decision"), ("consider_input", "decision")),
        *(("joint_work", "meeting"), ("practice", "meeting")),
    } <= {(EVERY[number]["act"], name) for number, name, _ in cells}
    ready.do(numbered(EVERY))

    for number, name, other in cells[:: every(8)]:
        row = EVERY[number] | {name: other}
        changed = (*EVERY[:number], row, *EVERY[number + 1 :])
        report = ready.do(numbered(changed), changed="error", dry_run=True)
        assert [str(problem) for problem in report.problems] == []
        assert report.amended == 1, (row, name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "column", "value", "reason"),
    [
        ("joint_work", "meeting", "2023-9", "There is no meeting '2023-9'"),
        ("advice", "decision", "D-9", "There is no decision 'D-9'"),
    ],
)
def test_a_corrected_reference_must_be_there(
    ready: Office, act: str, column: str, value: str, reason: str
) -> None:
    """As when it was first recorded."""
    ready.do(numbered(EVERY))
    changed = tuple(row | {column: value} if row["act"] == act else row for row in EVERY)

    (problem,) = ready.do(numbered(changed), changed="error", dry_run=True).problems

    assert (problem.column, reason in problem.reason) == (column, True)


@pytest.mark.parametrize(
    ("first", "changed", "reason"),
    [
        (
            "sign,KEN,T,2022,,",
            "sign,KEN,T,2023,,",
            "first record its withdrawal (withdraw, of signature)",
        ),
        (
            "join,ATL,,2021,Atlantis,",
            "join,ATL,,2021,Atlantida,",
            "A new name is recorded by rename, a new code by: depositary member recode",
        ),
        ("instrument,,,2021,,N", "instrument,,,2021,,New", "recorded under a new version."),
    ],
)
def test_what_cannot_be_new_says_what_comes_first(
    ready: Office, first: str, changed: str, reason: str
) -> None:
    """Whoever only tries `new` after `error` is told the way."""
    header = "act,member,instrument,on,name,title,row_id,legal_nature,reference\n"
    more = "treaty,N" if first.startswith("instrument") else ","
    ready.do(f"{header}{first},1,{more}\n")

    (problem,) = ready.do(f"{header}{changed},1,{more}\n", changed="new", dry_run=True).problems

    assert reason in problem.reason


def test_a_new_act_may_come_with_the_end_of_the_old_one(ready: Office) -> None:
    """The withdrawal may stand in the same file."""
    header = "row_id,act,member,instrument,commitment,of,on\n"
    ready.do(f"{header}1,sign,KEN,T,,,2022\n")

    report = ready.do(
        f"{header}1,sign,KEN,T,,,2024\n2,withdraw,KEN,,T,signature,2023\n", changed="new"
    )

    assert report.acts == {"sign": 1, "withdraw": 1}


@pytest.mark.parametrize(
    ("period", "column"),
    [("2025-01-01,2026-03-31", "period_from"), ("2026-01-01,2026-06-30", "period_until")],
)
def test_a_report_that_is_due_has_the_period_that_is_due(
    ready: Office, period: str, column: str
) -> None:
    """It was recorded with another period than the row says, without a word."""
    row = "r,report,KEN,C1,S,1,some,2026-04-20,2026-04-30,,"

    (problem,) = ready.do(f"{REPORT}{row}{period}\n", dry_run=True).problems

    assert problem.column == column
    assert problem.reason == (
        "The report that is due on 2026-04-30 is on 2026-01-01 to 2026-03-31. Leave out "
        f"{column}; or if another period is meant, leave out due_on."
    )
    assert ready.do(f"{REPORT}{row}2026-01-01,2026-03-31\n").acts["report"] == 1


@pytest.mark.parametrize("kind", ["", "unknown"])
def test_a_consent_whose_kind_is_not_known_is_completed_later(ready: Office, kind: str) -> None:
    """Many public tables give a day and no act; ratification would be a guess."""
    row = "1,consent,KEN,T,{0},2022-03-01,2022-06-01\n"
    ready.do(CONSENT + row.format(kind))
    assert ready.standings("TF", "T", "2022-07-01") == {"party": 1}
    assert ready.do(CONSENT + row.format(kind)).unchanged == 1
    assert ready.do(CONSENT + row.format("" if kind else "unknown")).unchanged == 1

    asked = ready.do(CONSENT + row.format("ratification"), dry_run=True)
    assert "It was imported without a value and is now 'ratification'" in asked.problems[0].reason
    report = ready.do(CONSENT + row.format("ratification"), changed="completed")

    assert report.amended == 1
    (entry,) = ready.entries("TF", "commitment.consented")
    assert json.loads(entry.event)["kind"] == "ratification"
    assert ready.events()[-1].envelope.because == "completed"


def test_a_consent_whose_kind_is_not_known_may_be_a_succession(ready: Office) -> None:
    """Only what is impossible on every reading is refused."""
    ready.do(CONSENT + "1,consent,KEN,T,,2022-03-01,2021-01-01\n")
    (entry,) = ready.entries("TF", "commitment.consented")

    ready.register.record(
        lambda r: correct(r, [Amendment(entry.entry_id, {"kind": "succession"})], "completed"),
        CLERK,
    )

    (entry,) = ready.entries("TF", "commitment.consented")
    assert json.loads(entry.event)["kind"] == "succession"
