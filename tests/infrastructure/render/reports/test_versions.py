"""Whoever changes the words of reports, or how they count, raises a version."""

import json
from collections.abc import Iterator, Mapping

import pytest

from application.reports.document import Report, walk
from tests.infrastructure.render.reports.given_versions import DIGESTS, digests, every_report

RAISE = "Raise WORDS or RULES in application/reports/versions.py, and read there what else to do."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Report]]:
    with every_report(tmp_path_factory.mktemp("versions")) as found:
        yield found


@pytest.mark.parametrize("kind", ["words", "text", "data"])
def test_a_change_raises_the_version(kind: str, made: Mapping[str, Report]) -> None:
    """Else a report that was published before would be said to be forged.

    Digests of earlier versions hold, too: reports can still be written in their words.
    """
    known = json.loads(DIGESTS.read_text(encoding="utf-8"))

    assert digests(made)[kind] == known[kind], RAISE


def test_each_section_has_a_key_of_its_own(made: Mapping[str, Report]) -> None:
    """The data of two sections under one key would be those of one."""
    for name, report in made.items():
        keys = ["report", *(section.key for section in walk(report.sections))]

        assert len(set(keys)) == len(keys), name
