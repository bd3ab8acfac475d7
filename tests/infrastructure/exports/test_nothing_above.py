"""Whoever may see whichever entries: what an audience may not see is in nothing made for it."""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.questions.asking.ask import Ask
from application.reports.document import Paragraph, Points, Report
from domain.values import Visibility
from infrastructure.cli.reports.making import make_report
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.exports.by_lot import (
    BODY,
    MADE,
    REPORTS,
    TODAY,
    WORD,
    hidden_words,
    questions,
    record_every_act,
    refusals,
    shown_at_random,
)
from tests.infrastructure.importers.given import Office, office
from tests.often import often


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with every act; each entry has words of its own."""
    folder = tmp_path_factory.mktemp("recorded")
    record_every_act(folder)
    return folder


@pytest.mark.slow
def test_nothing_holds_what_its_audience_may_not_see(recorded: Path) -> None:
    """Whatever is shown to whom, on whatever day, and as known whenever."""

    @given(seed=st.integers(0, 10**6), later=st.booleans())
    @settings(max_examples=often(20))
    def holds(seed: int, later: bool) -> None:  # noqa: FBT001  # drawn by name
        dice = random.Random(seed)  # noqa: S311  # no secret
        with shown_at_random(recorded, dice) as opened:
            for audience, made in product((Visibility.PUBLIC, Visibility.MEMBERS), MADE):
                hidden = hidden_words(opened, audience)
                on = TODAY - timedelta(days=dice.randrange(1500))
                known = None if later else f"@{dice.randrange(30, opened.head())}"
                ask = Ask(taskforce=BODY, on=on, known=known, audience=audience)
                for told in MADE[made](opened, ask):
                    found = hidden.intersection(WORD.findall(told))
                    assert not found, (audience, made, told[:60], found)
            on = TODAY - timedelta(days=dice.randrange(1500))
            call_nothing_zero(opened, Ask(taskforce=BODY, on=on, audience=Visibility.PUBLIC))

    holds()


def call_nothing_zero(opened: Office, ask: Ask) -> None:
    """Require that nothing for the public counts zero: what may be hidden is not nothing."""
    for told in questions(opened, ask):
        assert not re.search(r'"counts": {[^}]*: 0[,}]', told), told[:60]
    for kind in REPORT_KINDS:
        for given_ in REPORTS.get(kind, ({},)):
            with refusals():
                made = make_report(kind, given_, opened.read_model, ask, TODAY)
                for line in _summary(made):
                    assert not re.search(r"(?<![-\d@])0(?!\d)", line), (kind, line)
                for table in made.tables():
                    if table.key == "bound" or table.key.startswith("on-scale"):
                        assert not [row for row in table.rows if 0 in row.values()], table.rows


def _summary(report: Report) -> Iterator[str]:
    for section in report.sections:
        for block in section.blocks if section.key == "summary" else ():
            if isinstance(block, Points):
                yield from block.lines
            elif isinstance(block, Paragraph):
                yield block.text


@pytest.mark.slow
def test_the_words_are_there_to_be_seen(recorded: Path) -> None:
    """Words that are nowhere would prove nothing."""
    ask = Ask(taskforce=BODY, on=TODAY, audience=Visibility.SECRETARIAT)
    with office(recorded) as opened:
        told = {made: list(make(opened, ask)) for made, make in MADE.items()}

    for made, contents in told.items():
        assert len(set(WORD.findall("".join(contents)))) > (2 if made == "letters" else 50), made
        assert not [each for each in contents if each.startswith(("There is no ", "The report "))]
