"""Whoever changes the words of reports, or how they count, raises a version."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from application.questions.asking.answer import Column
from application.reports.document import Report, Section, Table, walk
from application.reports.earlier_words import in_earlier_words
from domain.words import worded
from infrastructure.render.forms import render
from tests.infrastructure.render.reports.given_versions import DIGESTS, digests
from tests.infrastructure.render.reports.odd import odd

OUT = (
    *(" mended", " mending", "otherwise on", "said last", "says itself", "judges", "took part:"),
    *("as known on", "not over, for", "what came of it", "came and went", "in the words of"),
    *("rests on is", "is told up to", "withdrawals of them", "fed in"),
)
"""Words that no secretariat would sign; the design of documents has what stands in their place."""
RAISE = "Raise WORDS or RULES in application/reports/versions.py, and read there what else to do."


@pytest.mark.parametrize("kind", ["words", "text", "data"])
def test_a_change_raises_the_version(kind: str, made: Mapping[str, Report]) -> None:
    """Else a report that was published before would be said to be forged.

    Digests of earlier versions hold, too: reports can still be written in their words.
    """
    known = json.loads(DIGESTS.read_text(encoding="utf-8"))

    assert digests(made)[kind] == known[kind], RAISE


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_has_no_words_that_are_out(form: str, made: Mapping[str, Report]) -> None:
    """A minister reads the report, and has never seen this program."""
    for name, report in made.items():
        text = " ".join(render(report, form).decode().casefold().split())

        assert [words for words in OUT if words in text] == [], name


@pytest.mark.slow
def test_each_section_has_a_key_of_its_own(made: Mapping[str, Report]) -> None:
    """The data of two sections under one key would be those of one."""
    for name, report in made.items():
        keys = ["report", *(section.key for section in walk(report.sections))]

        assert len(set(keys)) == len(keys), name


def test_earlier_versions_counted_who_observed_as_absent() -> None:
    """Else what was published of such a year would be said to be forged."""
    columns = [Column("observer", "Observing"), Column("absent", "Absent")]
    table = Table("attendance", "A", columns, [{"name": "KEN", "observer": 2, "absent": 1}])
    report = replace(odd(), name="attendance", sections=[Section("members", "M", [table])])

    then = in_earlier_words(report, 3)

    assert then is not None
    (found,) = then.sections[0].blocks
    assert isinstance(found, Table)
    assert [column.key for column in found.columns] == ["absent"]
    assert found.rows == [{"name": "KEN", "absent": 3}]


def test_earlier_minutes_called_who_observed_a_vote_absent() -> None:
    """A table of votes says so of each member."""
    votes = Table("votes", "V", [Column("D-1", "D-1")], [{"D-1": worded("observing")}])
    report = replace(odd(), name="minutes", sections=[Section("votes", "V", [votes])])

    then = in_earlier_words(report, 3)

    assert then is not None
    assert then.sections[0].blocks[0] == replace(votes, rows=[{"D-1": "absent"}])
