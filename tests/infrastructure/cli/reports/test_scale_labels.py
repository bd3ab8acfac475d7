"""Documents say the labels of a scale; data keep its values."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

PUBLIC = "--on 2026-02-20 --visibility public"
YEAR = "report annual 2026 --on 2026-06-30"
SCALES = (
    "Scales: LAW 1: Laws (none, half: A bill, done: An Act), "
    "OGP 1: Completion (none, half: Half done, done: Wholly done)."
)


@pytest.fixture(autouse=True)
def told(once: Once) -> None:
    """A register in which ATL reported the same value on two scales, and one was judged."""
    once(
        tell,
        "taskforce scale OGP Completion none half='Half done' done='Wholly done' --high done "
        "--visibility public",
        "taskforce scale LAW Laws none half='A bill' done='An Act' --high half --high done "
        "--visibility public",
        f"progress report ATL MISSION-1 half --scale OGP {PUBLIC}",
        f"progress report ATL MISSION-2 half --scale LAW {PUBLIC}",
        f"progress assess ATL MISSION-1 done --scale OGP --assessor Uni --confidence low "
        f"--method Desk {PUBLIC}",
    )


def markdown(line: str) -> str:
    said = typed(f"{line} --format markdown")
    assert said.code == 0
    return said.out


@pytest.mark.parametrize("audience", ["members", "public"])
def test_an_annual_report_says_the_label_that_its_scale_gives(audience: str) -> None:
    """The same value on another scale has the label of that scale, in tables and under charts."""
    said = markdown(f"{YEAR} --audience {audience}")

    assert "| Half done | 20 February 2026 |" in said
    assert "| A bill | 20 February 2026 |" in said
    assert "| Half done on OGP 1 (20 February 2026) | Uni | Wholly done |" in said
    assert "| Commitment | A bill | on another scale |" in said
    assert "| Commitment | Half done | on another scale |" in said
    assert SCALES in said
    assert "half" not in said.replace(SCALES, "")


def test_the_public_reads_the_value_of_a_scale_that_is_not_public() -> None:
    """A label is part of the registration of the scale, which the public may not see."""
    must(
        "taskforce scale INNER Inner none half='Hidden label'",
        f"progress report KEN MISSION-1 half --scale INNER {PUBLIC}",
    )

    assert "Hidden label" in markdown(YEAR)
    said = markdown(f"{YEAR} --audience public")
    assert "| half | 20 February 2026 |" in said
    assert "Hidden label" not in said


def test_progress_and_profile_say_it_too() -> None:
    """In the table of all members, in counts, and where the version has a column of its own."""
    progress, profile = markdown("report progress"), markdown("report profile ATL")

    both = "| Half done on OGP 1 (20 February 2026) | A bill on LAW 1 (20 February 2026) |"
    assert both in progress
    assert "| LAW 1 | 1 | 1 A bill |" in progress
    assert SCALES in progress
    assert "| itself | Half done | OGP | 1 |" in profile
    assert "| itself | A bill | LAW | 1 |" in profile
    assert "half" not in progress.replace(SCALES, "") + profile


def test_a_workbook_says_it_in_cells_and_charts() -> None:
    """A reader of Excel is a reader."""
    must("report progress --output progress.xlsx")

    with ZipFile("progress.xlsx") as book:
        cells = book.read("xl/sharedStrings.xml").decode()
        charts = book.read("xl/charts/chart1.xml") + book.read("xl/charts/chart2.xml")

    assert {">A bill<", ">Half done<", ">Wholly done<"} <= set(re.findall(r">[^<>]+<", cells))
    assert ">half<" not in cells
    assert b"A bill" in charts
    assert b"Half done" in charts


def test_a_label_has_the_colour_of_its_value_on_its_scale() -> None:
    """A bill is high on one scale, and half of it is not on the other."""
    must("report progress --output progress.html")

    page = Path("progress.html").read_text(encoding="utf-8")

    coloured = set(re.findall(r'class="(good|partial)"><bdi>([^<(]+?)(?: \(|<)', page))
    assert coloured == {
        *(("partial", "Half done on OGP 1"), ("good", "A bill on LAW 1")),
        *(("partial", "Half done"), ("good", "A bill"), ("good", "Wholly done")),
    }


def test_french_keeps_the_labels_and_translates_what_is_ours() -> None:
    """A label is recorded text, as a title is; a usual word of scales has French words."""
    said = markdown(f"{YEAR} --language fr")

    assert "| Half done | 20 février 2026 |" in said
    assert (
        "OGP 1\N{NO-BREAK SPACE}: Completion (aucun, half\N{NO-BREAK SPACE}: Half done, "
        "fait\N{NO-BREAK SPACE}: Wholly done)"
    ) in said


def test_data_keep_the_values() -> None:
    """Programs compare values, which no label changes."""
    told = json.loads(typed("report progress --format json").out)

    assert "Half done" not in json.dumps(told["sections"])
    assert '"says": "half"' in json.dumps(told["sections"])
    assert '"name": "half"' in json.dumps(told["sections"])
