"""The tables are the SQL twin of the domain's fold: equal for any days, audience and history."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.event_store.streams import stream_id
from application.model_rows import AsOf, MemberRow, StandingRow
from domain.codes import Codes
from domain.event import Recorded
from domain.events.members import Recoded
from domain.history import History
from domain.texts.standing import CommitmentStanding, commitment_standing, membership
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import Visibility
from infrastructure.read_model.log_queries import IMPORTED_ROWS
from infrastructure.read_model.schema import TABLES
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.table_files import open_file
from tests.domain.given import seen_by
from tests.infrastructure.read_model.given import BODY, Writer, as_of, in_use, opened
from tests.infrastructure.read_model.histories import (
    CODES,
    COMMITMENTS,
    DAYS,
    Step,
    steps,
    steps_and_codes,
    write,
)
from tests.often import often

Question: TypeAlias = tuple[date, int, Visibility]

QUESTIONS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.integers(0, 30), st.sampled_from(Visibility)),
    min_size=4,
    max_size=8,
)
THOROUGH = settings(  # five tests, so 1,000 histories in all with the slow tests
    max_examples=often(200, part=50)
)


@contextmanager
def told(given_steps: Sequence[Step]) -> Iterator[tuple[Writer, Path]]:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        writer = Writer(log)
        write(writer, given_steps)
        yield writer, Path(name)


def folded(
    records: Sequence[Recorded], stream: tuple[str, ...], member: str, known: int, who: Visibility
) -> History:
    """What the domain says, from all events of the stream, or of those of all codes of a member."""
    codes = codes_at(records, known)
    kind, body, reference = stream
    named = codes.all_of(reference) if kind == "member" else (reference,)
    ids = {stream_id(kind, body, each) for each in named}
    read = [codes.read(record) for record in records if record.stream_id in ids]
    return seen_by(History.of(read, known).about(member), who)


def codes_at(records: Sequence[Recorded], known: int) -> Codes:
    """What codes meant at a position, whoever may see how they changed."""
    changes = History.of(records, known).each(Recoded)
    return Codes.after((event.member, event.code) for _, event in changes)


def called(records: Sequence[Recorded], known: int) -> list[str]:
    """The codes that members have at a position."""
    codes = codes_at(records, known)
    return [code for code in sorted(CODES) if codes.of(code) == code]


def standings(
    records: Sequence[Recorded], on: date, known: int, who: Visibility
) -> Iterator[tuple[str, str, CommitmentStanding]]:
    for commitment in COMMITMENTS:
        for member in called(records, known):
            history = folded(records, ("commitment", BODY, commitment), member, known, who)
            found = commitment_standing(history, on)
            if found.standing is not Standing.NONE:
                yield (commitment, member, found)


def members(
    records: Sequence[Recorded], on: date, known: int, who: Visibility
) -> Iterator[MemberRow]:
    for member in called(records, known):
        found = membership(folded(records, ("member", BODY, member), member, known, who), on)
        if found.standing is not MemberStanding.NONE:
            yield MemberRow(
                member=member,
                name=found.name,
                kind=str(found.kind),
                standing=found.standing.value,
                applied_on=found.applied_on,
                joined_on=found.joined_on,
                suspended_on=found.suspended_on,
                withdrew_on=found.withdrew_on,
            )


def as_found(row: StandingRow) -> tuple[str, str, CommitmentStanding]:
    """Give a row in the domain's words."""
    found = CommitmentStanding(
        standing=Standing(row.standing),
        signed_on=row.signed_on,
        signature=row.signature,
        version=row.version,
        deposited_on=row.deposited_on,
        consent=row.consent,
        in_force_on=row.in_force_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn=row.withdrawn,
        provisional=row.provisional,
    )
    return row.commitment, row.member, found


COLUMNS = {commitment: str(number // 2) for number, commitment in enumerate(COMMITMENTS)}


def strongest(
    found: Sequence[tuple[str, str, CommitmentStanding]],
) -> dict[tuple[str, str], Standing]:
    ranks = {standing: rank for rank, standing in enumerate(Standing)}
    best: dict[tuple[str, str], Standing] = {}
    for commitment, member, stands in found:
        cell = (member, COLUMNS[commitment])
        best[cell] = min(best.get(cell, Standing.NONE), stands.standing, key=ranks.__getitem__)
    return best


def told_strongest(model: SQLiteReadModel, asked: AsOf) -> dict[tuple[str, str], Standing]:
    return {
        (member, column): Standing(standing)
        for (member, _), columns in model.strongest(BODY, COLUMNS, asked).items()
        for column, standing in columns.items()
    }


def check_equal(given_steps: Sequence[Step], questions: Sequence[Question], batch: int) -> None:
    with (
        told(given_steps) as (writer, folder),
        SQLiteReadModel(writer.log, folder / "read", batch_size=batch) as model,
    ):
        for day, known, who in questions:
            asked = as_of(day.isoformat(), known, who)

            found = [as_found(row) for row in model.standings(BODY, COMMITMENTS, asked)]

            expected = list(standings(writer.records, day, known, who))
            assert found == expected
            assert told_strongest(model, asked) == strongest(expected)
            assert model.members(BODY, asked) == list(members(writer.records, day, known, who))


def contents(path: Path) -> dict[str, list[object]]:
    """Give every row of every table, and every word of the full-text index with its places."""
    with closing(open_file(path, "ro")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'history_fts', 'instance')"
        )
        queries = {
            table.name: f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}"
            for table in TABLES
        }
        queries["words"] = "SELECT * FROM temp.words ORDER BY term, doc, col, offset"
        queries["imported_row"] = f"{IMPORTED_ROWS} ORDER BY l.row_key"
        return {name: connection.execute(sql).fetchall() for name, sql in queries.items()}


def check_same(given_steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        models = {size: SQLiteReadModel(log, Path(name) / f"{size}") for size in (1, 7, 1000)}
        for model in models.values():
            model.catch_up()
        writer = Writer(log)
        write(writer, given_steps)
        for model in models.values():
            assert model.catch_up() == len(writer.records)
            model.close()
        with SQLiteReadModel(log, Path(name) / "rebuilt") as rebuilt:
            assert rebuilt.rebuild() == len(writer.records)

        expected = contents(in_use(Path(name) / "rebuilt"))

        for size in models:
            assert contents(in_use(Path(name) / f"{size}")) == expected


@pytest.mark.slow
@THOROUGH
@given(steps, QUESTIONS, st.sampled_from([1, 7, 1000]))
def test_answers_as_the_fold_does(
    given_steps: list[Step], questions: list[Question], batch: int
) -> None:
    """Whoever asks, for whatever days: the tables may be faster, never different."""
    check_equal(given_steps, questions, batch)


@pytest.mark.slow
@THOROUGH
@given(steps)
def test_rebuilt_tables_are_those_that_grew(given_steps: list[Step]) -> None:
    """A projection may be thrown away only if exactly the same one grows back."""
    check_same(given_steps)


@pytest.mark.slow
@THOROUGH
@given(steps_and_codes, QUESTIONS, st.sampled_from([1, 7, 1000]))
def test_answers_as_the_fold_does_where_codes_change(
    given_steps: list[Step], questions: list[Question], batch: int
) -> None:
    """From its position on a member is one under its new code, and before it is as it was."""
    check_equal(given_steps, questions, batch)


@pytest.mark.slow
@THOROUGH
@given(steps_and_codes)
def test_rebuilt_tables_are_those_that_grew_where_codes_change(given_steps: list[Step]) -> None:
    """A change of code writes rows anew that were there before."""
    check_same(given_steps)
