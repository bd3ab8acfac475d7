"""A member's workbook as others fill it in, and where or when something else is asked."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.stories.member_book import DUE, NEVER, begin, exported

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("begun")]


@pytest.fixture
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


def _filled_in() -> None:
    found = exported()
    found.fill_in(DUE, assessment="Substantial", on="24 August 2026")
    found.give_back()


def test_a_form_is_for_the_period_that_it_names() -> None:
    """The schedule had been replaced, and the report was recorded for another period."""
    _filled_in()
    must(
        "progress schedule MISSION-1 yearly --due-on 2027-01-31 --period-from 2026-01-01 "
        "--period-until 2026-12-31 --on 2026-08-24"
    )
    before = events()

    said = typed("import back.xlsx")

    assert said.code == 1, said
    told = "The report that is due on 2027-01-31 is on 2026-01-01 to 2026-12-31."
    assert told in " ".join(said.err.split())
    assert events() == before


@pytest.mark.parametrize("code", ["GTF", "XTF"])
def test_a_form_is_for_its_own_body(code: str) -> None:
    """One from the exercise was recorded in the register of the real body, of the same words."""
    _filled_in()
    must(f"init ../other --code {code} --name Others --nature exercise --actor p-tester")
    there = "--store ../other/register.db"

    said = typed(f"{there} import back.xlsx")

    assert said.code == 2, said
    assert "was written for another body, or in another register" in said.err
    assert len(events(Path("../other/register.db"))) == 1


def test_words_and_days_are_taken_as_office_programs_write_them() -> None:
    """To the eye it was a word of the list, and a day as French spreadsheets show it."""
    found = exported("--language fr")
    found.fill_in(
        NEVER,
        assessment="L\u2019engagement ne s\u2019applique pas à nous",
        on="3 juill. 2026",
    )
    found.give_back()

    must("import back.xlsx")

    told = typed("reports ATL --format json").out
    assert '"assessment": "not_applicable"' in told
    assert '"stated_on": "2026-07-03"' in told
