"""Rows and mappings that nobody thought of: recorded as a whole or refused as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import DepositaryError, Malformed
from infrastructure.audit.log.findings import NOT_COMPARED
from infrastructure.audit.log.verify import verify
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.problems import BadRows
from tests.faults.hostile import CELLS, table
from tests.infrastructure.importers.given import HEADER, MAPPING, Office, office

pytestmark = pytest.mark.slow
THOROUGH = settings(max_examples=80)
SHAPES: Mapping[str, Sequence[str]] = {
    "join": ("member", "on", "name"),
    "leave": ("member", "on"),
    "suspend": ("member", "on"),
    "sign": ("member", "instrument", "on"),
    "consent": ("member", "commitment", "kind", "deposited_on"),
    "withdraw": ("member", "commitment", "of", "on"),
    "report": ("member", "commitment", "scale", "scale_version", "assessment", "on"),
}
FITTING: Mapping[str, Sequence[str]] = {
    "member": ("KEN", "KEN", "ATL", "ERE"),
    "on": ("2026-01-01", "2025", "<=2026-03-01", "unknown"),
    "name": ("Atlantis", "Erewhon"),
    "instrument": ("I", "T"),
    "commitment": ("C1", "T"),
    "kind": ("ratification", "accession"),
    "deposited_on": ("2026-02-01",),
    "of": ("signature", "consent"),
    "scale": ("S",),
    "scale_version": ("1",),
    "assessment": ("some", "all"),
}
ANYTHING = st.one_of(
    st.sampled_from(sorted({cell for cells in CELLS.values() for cell in cells})),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
)


def row_of(act: str) -> st.SearchStrategy[dict[str, str]]:
    """Return rows of an act that may be good, of which some cell is anything now and then."""
    cells = {column: st.sampled_from(FITTING[column]) for column in SHAPES[act]}
    good = st.fixed_dictionaries(
        {"act": st.just(act), "row_id": st.integers(1, 40).map(str), **cells}
    )
    odd = st.dictionaries(st.sampled_from((*SHAPES[act], *COLUMNS)), ANYTHING, max_size=1)
    return st.tuples(good, st.one_of(st.just({}), st.just({}), odd)).map(lambda b: {**b[0], **b[1]})


ROWS = st.lists(st.sampled_from(list(SHAPES)).flatmap(row_of), min_size=1, max_size=6)


@contextmanager
def opened() -> Iterator[tuple[Office, Path]]:
    with TemporaryDirectory() as folder, office(Path(folder)) as ready:
        ready.set_up()
        yield ready, Path(folder) / "register.db"


@THOROUGH
@given(ROWS)
def test_rows_are_recorded_together_or_not_at_all(rows: list[dict[str, str]]) -> None:
    """Every row that is bad is named, whatever it is that is wrong with it."""
    with opened() as (ready, store):
        before, problems, done = ready.events(), 0, False
        try:
            ready.do(table(*rows))
            done = True
        except BadRows as refused:
            problems = sum(1 < problem.row < len(rows) + 2 for problem in refused.problems)
            done = problems < len(refused.problems)
        except Malformed:
            pass
        assert done or ready.events() == before
        assert ready.events()[: len(before)] == before
        assert verify(store).exit_code == NOT_COMPARED


@THOROUGH
@given(ROWS)
def test_good_rows_do_not_suffer_from_bad_ones(rows: list[dict[str, str]]) -> None:
    """Skipping those that were refused leaves just what the others alone would have recorded."""
    with opened() as (ready, _):
        try:
            report = ready.do(table(*rows), skip_bad_rows=True)
        except Malformed:
            return
        bad = {problem.row for problem in report.problems}
        recorded = [record.event for record in ready.events()]
    columns = dict.fromkeys(column for row in rows for column in row)
    good = [{**dict.fromkeys(columns, ""), **row} for n, row in enumerate(rows, 2) if n not in bad]
    with opened() as (ready, _):
        if good:
            ready.do(table(*good))
        assert [comparable(e.event.model_dump()) for e in ready.events()] == [
            comparable(event.model_dump()) for event in recorded
        ]


def comparable(told: dict[str, object]) -> dict[str, object]:
    """Leave out what names other events, whose ids are drawn anew."""
    return {name: value for name, value in told.items() if name not in {"ends", "act"}}


PIECES = st.one_of(
    st.sampled_from(
        (
            *("", '"', "'", "[", "]", "{", "}", "=", "\n", "#", ".", '"""', "\\u202e", "\\ud800"),
            *("true", "1e400", "-inf", "nan", "9" * 5000, "1979-05-27", "[[act]]", "[member]"),
            *('record = "os:system"', "key = []", 'key = ["none"]', "{ column = 'party' }"),
            *('pattern = "(a+)+$"', '"%Y"', '"%d%d%d"', '"{9}"', "skip = true", "sign", "party"),
        )
    ),
    st.text(max_size=5),
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=3)
FILLED = HEADER + "Kenya,I,01/02/2026,Ministry,,\nPeru,T,,,02/02/2026,03/03/2026\n"


@settings(THOROUGH, max_examples=200)
@given(EDITS)
def test_a_mapping_is_used_as_it_is_meant_or_refused(edits: list[tuple[float, int, str]]) -> None:
    """A mapping comes from somebody else: it is no program, and ends in no traceback."""
    text = MAPPING
    for place, length, piece in edits:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    with opened() as (ready, store):
        before = ready.events()
        try:
            ready.do(FILLED, text)
        except DepositaryError:
            assert ready.events() == before
        assert verify(store).exit_code == NOT_COMPARED
