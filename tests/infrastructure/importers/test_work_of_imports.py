"""The work of an import grows with its rows, and not with what is on record of the same thing."""

import gc
import sys
from types import FrameType

import pytest

from application.recording.recording import Recording
from application.recording.unit_check import UnitContradiction
from infrastructure.importers.rows.act_request import ActRequest
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

FEW, MANY = 40, 400
MOST = 1.25
"""How many times the work for a row may be as much where there are ten times as many."""
KINDS = {
    "meetings of one body": lambda n: {
        "act": "convene",
        "meeting": f"M-{n}",
        "kind": "ordinary_session",
        "on": f"{1900 + n % 100}-{1 + n // 100:02}-01",
    },
    "texts of one body": lambda n: {
        "act": "instrument",
        "reference": f"X-{n}",
        "title": "A text",
        "legal_nature": "political",
        "on": "2020-01-01",
    },
    "reports on one commitment": lambda n: {
        "act": "report",
        "member": "KEN",
        "commitment": "C1",
        "scale": "S",
        "scale_version": "1",
        "assessment": "some",
        "row_id": str(n),
        "on": f"{2000 + n // 300}-{1 + n % 300 // 28:02}-{1 + n % 28:02}",
    },
    "commitments of one text": lambda n: {
        "act": "adopt",
        "instrument": "I",
        "commitment": f"N-{n}",
        "text": "We act",
        "on": "2020-01-01",
    },
}


def _calls(office: Office, file: str) -> int:
    """Count the functions that are called while a file is imported."""
    counted = [0]

    def count(_: FrameType, event: str, __: object) -> None:
        counted[0] += event == "call"

    sys.setprofile(count)
    try:
        assert not office.do(file, dry_run=True).problems
    finally:
        sys.setprofile(None)
    return counted[0]


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_as_much_work_where_there_are_many(ready: Office, kind: str) -> None:
    _calls(ready, rows(KINDS[kind](0)))  # what is read once in a process
    none, few, many = (
        _calls(ready, rows(*map(KINDS[kind], range(number)))) for number in (1, FEW, MANY)
    )

    assert (many - none) / (MANY - 1) < MOST * (few - none) / (FEW - 1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_row_leaves_a_cycle_whether_it_is_recorded_or_bad(ready: Office, kind: str) -> None:
    given = [KINDS[kind](number) for number in range(20)]
    bad = [row | {"on": day} for row in given[:5] for day in ("soon", "2999-01-01", "1800-01-01")]
    table = rows(*given[5:], *bad)
    ready.do(table, skip_bad_rows=True, dry_run=True)  # what is read once in a process
    gc.collect()
    gc.disable()
    try:
        assert ready.do(table, skip_bad_rows=True, dry_run=True).problems
    finally:
        gc.enable()
    assert gc.collect() < len(given)


def test_rows_hold_no_list_each_of_what_was_given(ready: Office) -> None:
    made = ready.do(rows(*map(KINDS["texts of one body"], range(3)))).records
    for models in ([each.envelope for each in made], [each.event for each in made]):
        assert len({id(model.model_fields_set) for model in models}) == 1
    assert [each.event for each in made] == [each.event for each in ready.events()[-3:]]


def test_envelopes_hold_no_names_of_their_fields_each(ready: Office) -> None:
    made = ready.do(rows(*map(KINDS["texts of one body"], range(3)))).records
    for envelope in (each.envelope for each in made):
        assert sys.getsizeof(vars(envelope)) < sys.getsizeof(dict(vars(envelope))) / 2


@pytest.mark.slow
def test_what_a_row_says_is_held_until_it_is_recorded(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was held until all rows were judged together: two fifths of what an import needs."""
    held, findings = list[int](), Recording.findings

    gc.collect()
    before = {id(each) for each in gc.get_objects() if isinstance(each, ActRequest)}

    def counting(recording: Recording) -> list[UnitContradiction]:
        found = [each for each in gc.get_objects() if isinstance(each, ActRequest)]
        held.append(sum(id(each) not in before for each in found))
        return findings(recording)

    monkeypatch.setattr(Recording, "findings", counting)
    given = [KINDS["texts of one body"](number) for number in range(20)]

    assert ready.do(rows(*given)).acts == {"instrument": len(given)}
    assert held
    assert max(held) < len(given) / 2
