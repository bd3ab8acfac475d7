"""Every report in every form: it can be had, says for when and whom it is, keeps its banners."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from infrastructure.render.forms import FORMS
from tests.infrastructure.cli.given import typed
from tests.infrastructure.render.reports.every import EVERY, kinds
from tests.often import every, slowly

pytestmark = pytest.mark.usefixtures("told")
TEXTS = [name for name, form in FORMS.items() if not form.binary]
SHORT = [TEXTS[0], *slowly(*TEXTS[1:])]
DAYS = {True: "2026-06-30", False: "30 June 2026"}  # for programs, and for people
BANNER = "EXERCISE: members and acts are made up."


def test_has_every_kind() -> None:
    """A report that is not in the list is tested by nothing here."""
    assert kinds() == set(REPORT_KINDS)


def pairs() -> Iterator[object]:
    """Yield each report with each form, a ninth of them for the quick tests."""
    for number, (name, line) in enumerate(EVERY.items()):
        for place, form in enumerate(FORMS, number):
            marks = pytest.mark.slow if place % every(9) else ()
            yield pytest.param(line, form, id=f"{name}-{form}", marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize(("line", "form"), [*pairs()])
def test_is_written_into_a_file(line: str, form: str, told: Path) -> None:
    """The form is told by the ending, as everywhere.

    A report without its day and position is a rumour, an exercise without its banner a lie.
    """
    file = f"made{FORMS[form].endings[0]}"

    said = typed(f"report {line} --output {file}")

    assert (said.code, said.out, said.err) == (0, "", f"Wrote {file}.\n")
    assert (told / file).stat().st_size > 200
    if form in TEXTS:
        text = (told / file).read_text(encoding="utf-8-sig")
        assert DAYS[FORMS[form].data] in text
        assert BANNER in text


@pytest.mark.parametrize("form", SHORT)
@pytest.mark.parametrize("line", EVERY.values(), ids=EVERY)
def test_says_for_when_and_keeps_its_banners(line: str, form: str) -> None:
    """On a screen as in a file."""
    said = typed(f"report {line} --format {form}")

    assert said.code == 0, said
    assert DAYS[FORMS[form].data] in said.out
    assert BANNER in said.out
