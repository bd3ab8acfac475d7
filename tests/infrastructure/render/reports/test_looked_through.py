"""Every form of every document is looked through for what no reader should meet."""

from collections.abc import Iterator, Mapping

import pytest

from application.reports.document import Report
from tests.infrastructure.render.reports.every import EVERY
from tests.infrastructure.render.reports.given_versions import every_report
from tests.infrastructure.render.reports.looked_through import PAPER, empty_parts, faults
from tests.often import every

FOR_AUDITORS = ("audit",)
"""Documents whose readers look at entries, codes and digests."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Report]]:
    with every_report(tmp_path_factory.mktemp("looked-through")) as found:
        yield found


def pairs() -> Iterator[object]:
    """Yield each document with each form, a fifth of them for the quick tests."""
    names = [name for name in EVERY if name not in FOR_AUDITORS]
    for number, name in enumerate(names):
        for place, form in enumerate(PAPER, number):
            marks = pytest.mark.slow if place % every(5) else ()
            yield pytest.param(name, form, id=f"{name}-{form}", marks=marks)


@pytest.mark.parametrize(("name", "form"), [*pairs()])
def test_has_nothing_that_is_for_programs(name: str, form: str, made: Mapping[str, Report]) -> None:
    """Names, days in words, and each banner once: a minister has never seen this program."""
    assert [*faults(made[name], form)] == []


@pytest.mark.parametrize("name", EVERY)
def test_has_no_part_that_says_nothing(name: str, made: Mapping[str, Report]) -> None:
    """And no bar without silence and without all that are bound."""
    assert [*empty_parts(made[name])] == []
