"""A body that is written as rows and imported into an empty register: the same answers."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from

from infrastructure.importers.rows.body_rows import ELSEWHERE, BodyRows
from infrastructure.importers.rows.event_cells import Cells
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.templates import rows_workbook
from tests.infrastructure.importers.any_order import Fact, membership_stories, texts_stories
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import Office, office
from tests.infrastructure.importers.rows.test_own_columns import rows as every_rows
from tests.infrastructure.importers.test_facts_in_any_order import MANY, begin
from tests.infrastructure.importers.two_doors import answers, by_commands

IDS = ("ends", "excepting", "act", "report", "assessed", "rule", "amends")


def exported(opened: Office) -> tuple[list[Cells], BodyRows]:
    """Return a body as rows in our own columns."""
    body = BodyRows(opened.read_model, "TF")
    return list(body.rows()), body


def in_one_table(rows: Sequence[Cells]) -> str:
    """Return rows as a CSV file."""
    columns = [each for each in COLUMNS if any(each in row for row in rows)]
    file = io.StringIO()
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def in_a_sheet_an_act(rows: Sequence[Cells]) -> InputTable:
    """Return rows as they are read from a workbook."""
    return read_table(rows_workbook(rows, COLUMNS), "rows.xlsx")


Form = Callable[[Sequence[Cells]], InputTable | str]
FORMS: Sequence[Form] = (in_one_table, in_a_sheet_an_act)


def told_again(
    facts: Sequence[Fact], form: Form
) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return the answers of a register, and those of one that was made from its rows."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        with office(Path(one)) as opened:
            begin(opened)
            by_commands(opened, facts)
            rows, body = exported(opened)
            before = answers(opened, facts)
        assert not body.left_out
        with office(Path(other)) as again:
            again.do(form(rows))
            return before, answers(again, facts)


@pytest.mark.slow
@pytest.mark.no_cover  # which would take as long again
@MANY
@given(texts_stories(), sampled_from(FORMS))
def test_what_members_did_about_texts_is_the_same_for_every_day(
    facts: Sequence[Fact], form: Form
) -> None:
    """Signed in parts, consented, withdrawn, revoked, corrected, left and back on one day."""
    before, after = told_again(facts, form)

    assert after == before


@pytest.mark.slow
@pytest.mark.no_cover
@MANY
@given(membership_stories(), sampled_from(FORMS))
def test_memberships_are_the_same_for_every_day(facts: Sequence[Fact], form: Form) -> None:
    """Out and in again, suspended, renamed."""
    before, after = told_again(facts, form)

    assert after == before


def said(opened: Office) -> Counter[str]:
    """Return what every entry says today, without the ids by which it names others."""
    found = opened.read_model.log("TF", opened.as_of("2199-01-01"), None)
    rows = opened.entries("TF", *{each.topic for each in found if each.topic not in ELSEWHERE})
    told = []
    for row in rows:
        content = {k: v for k, v in json.loads(row.event).items() if k not in IDS}
        told.append(f"{row.topic} {row.effective_on} {row.visibility} {content}")
    return Counter(told)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_every_act_is_told_again(ready: Office, tmp_path: Path, form: Form) -> None:
    """What one file can record, another one says, but what is only said of entries by position."""
    ready.do(every_rows(*EVERY))

    rows, body = exported(ready)

    assert [each.said for each in body.left_out] == ["KEN now has the code KYA"]
    (tmp_path / "again").mkdir()
    with office(tmp_path / "again") as again:
        again.do(form(rows))
        gone = said(ready) - said(again)
        assert [each.split()[0] for each in gone] == ["member.recoded"]
        assert not said(again) - said(ready)
