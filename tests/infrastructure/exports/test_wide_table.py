"""The wide table: one row a member and commitment, the same in queries, copies and packages."""

import csv
import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS
from tests.guides import guide, scripts
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

Cells = Mapping[str, object]
NAMES = [column.name for column in MEMBER_COMMITMENTS.columns]
EVIDENCE = '[{"direction": "supports_progress", "type": "legislation", "title": "Act 12"}]'
JUDGED = '[{"direction": "contradicts_progress", "type": "report", "title": "A study"}]'


@pytest.fixture(autouse=True)
def told(once: Once) -> Path:
    """A register with a schedule, reports, an assessment, an amendment and a closed commitment."""
    return once(
        tell,
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale OGP Completion limited complete --high complete",
        "progress schedule MISSION-1 yearly --due-on 2026-04-30 --period-from 2025-01-01 "
        "--period-until 2025-12-31 --on 2026-01-10",
        "progress report KEN MISSION-1 limited --scale OGP --due-on 2026-04-30 --narrative Half "
        "--evidence 'supports_progress;legislation;Act 12' --on 2026-04-20",
        "progress assess KEN MISSION-1 complete --assessor Observatory --scale OGP --method Review "
        "--method-version 1 "
        "--evidence 'contradicts_progress;report;A study' --confidence low --on 2026-05-02",
        "commitment amend MISSION-1 --version 2 --text 'We act at once.' --on 2026-03-01",
        "commitment close MISSION-2 --on 2026-03-01",
        "member join LAP --name Laputa --on 2026-02-01 --visibility secretariat",
        "withdraw ATL MISSION --on 2026-05-10",
    )


def asked(where: str, day: str = "2026-06-01", audience: str = "members") -> list[Cells]:
    """Return rows of a copy for an audience, made for a day."""
    must(f"export analysis copy.db --audience {audience} --on {day}")
    with closing(sqlite3.connect("copy.db")) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM member_commitments WHERE {where}")]


def picked(row: Cells, *names: str) -> list[object]:
    return [row[name] for name in names]


@pytest.mark.slow
def test_has_all_of_a_member_and_a_commitment() -> None:
    """What analysts otherwise join from six tables."""
    (row,) = asked("member = 'KEN' AND commitment = 'MISSION-1'")

    assert list(row) == NAMES
    assert picked(row, "taskforce", "on_day", "name", "kind", "membership") == [
        *("GTF", "2026-06-01", "Kenya", "state", "active")
    ]
    assert picked(row, "instrument", "text_title", "words") == [
        *("MISSION", "Mission statement", "We act at once.")
    ]
    assert picked(row, "standing", "signed_on", "version", "provisional") == [
        *("signatory", "2026-01-15", "1", 0)
    ]
    assert picked(row, "reported", "reported_scale", "reported_on", "report_from", "narrative") == [
        *("limited", "OGP", "2026-04-20", "2025-01-01", "Half")
    ]
    assert picked(row, "assessed", "assessed_by", "assessed_on") == [
        *("complete", "Observatory", "2026-05-02")
    ]
    assert picked(row, "reported_label", "assessed_label") == ["Limited", "Complete"]
    assert row["report_evidence"] == EVIDENCE
    assert row["assessment_evidence"] == JUDGED
    assert picked(row, "due_by", "due_state") == ["2027-04-30", "upcoming"]


def test_has_a_row_for_whoever_could_have_signed_and_for_whoever_did() -> None:
    """Not for a closed commitment that a member never signed."""
    rows = asked("TRUE", audience="secretariat")

    assert [(row["commitment"], row["member"], row["standing"]) for row in rows] == [
        ("MISSION-1", "ATL", "former_signatory"),
        ("MISSION-1", "KEN", "signatory"),
        ("MISSION-1", "LAP", "none"),
        ("MISSION-2", "ATL", "former_signatory"),
        ("MISSION-2", "KEN", "signatory"),
        ("MISSION-3.1", "ATL", "none"),
        ("MISSION-3.1", "KEN", "signatory"),
        ("MISSION-3.1", "LAP", "none"),
    ]


@pytest.mark.slow
def test_is_for_a_day() -> None:
    """Before its report came, Kenya owed it, and the words were the first ones."""
    (row,) = asked("member = 'KEN' AND commitment = 'MISSION-1'", day="2026-02-01")

    assert picked(row, "words", "reported", "report_evidence", "due_by", "due_state") == [
        *("We will act together.", None, None, "2026-04-30", "upcoming")
    ]


@pytest.mark.slow
def test_tells_an_audience_only_what_it_may_see() -> None:
    """A member that only the secretariat knows is in no row for others."""
    must("show-to @1 public", "show-to @2 public", "show-to @4 public")

    assert not asked("member = 'LAP'")
    (row,) = asked("commitment = 'MISSION-1'", audience="public")
    assert picked(row, "member", "standing", "reported", "due_by", "due_state") == [
        *("KEN", "none", None, None, None)
    ]


@pytest.mark.slow
def test_is_the_same_in_a_query_and_in_a_package() -> None:
    """One table, declared once."""
    must("export datapackage tables --audience secretariat")
    said = typed("query 'SELECT * FROM Member_Commitments' --format json")

    rows = json.loads(said.out)["rows"]
    with Path("tables", "member_commitments.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
    assert as_text == table
    assert len(table) == 8


def test_the_guide_names_its_columns() -> None:
    """A script with a wrong column fails at the analyst's desk."""
    programs = "".join(scripts(guide("analysts")).values())
    named = set(re.findall(r'rows\["(\w+)"\]|bound\["(\w+)"\]', programs))
    columns = {name for pair in named for name in pair if name}
    assert columns == {"standing", "reported", "commitment", "reported_scale"}
    assert {*columns, "name", "report_evidence", "reported_on_latest"} <= {*NAMES}


@pytest.mark.slow
def test_shows_a_member_that_left() -> None:
    """Its signatures are told with the name that it had."""
    must("member withdraw KEN --on 2026-05-20")

    rows = asked("member = 'KEN'")

    assert {(row["name"], row["membership"]) for row in rows} == {("Kenya", "withdrawn")}
