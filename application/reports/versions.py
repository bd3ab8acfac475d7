"""The versions of what reports say: of their words, and of the rules by which they count.

A manifest names both. A published report stays what it was; this module says how a later program
compares with it. See docs/decisions/0017-versions-of-words-and-rules.md.
"""

from collections.abc import Mapping, Sequence

from application.questions.asking.answer import Json
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Paragraph,
    Points,
    Report,
    Table,
    walk,
)
from domain.event import instant
from domain.words import Words

WORDS = 4
"""The version of titles, captions, labels, sentences and JSON keys, and of the words around them.

Raise it by one with every change of these, once for all changes of a release. Mark changed words
with `worded`, and put the earlier ones into `earlier_words.py` where one replaces another. A test
compares the words of all kinds of reports with a digest for each version.
"""
RULES = 3
"""The version of how figures are counted, and of which rows and entries a report has.

Raise it by one when the same entries give another figure, row, column or order of rows. The test
for `WORDS` compares the data of all reports, too.
"""


def data_of(report: Report) -> Mapping[str, Json]:
    """Return the data of each section by its key, and of the whole report under `report`.

    Names of keys, titles, captions and labels are left out, and of a sentence all but the values
    that were put into it: so another version of the words gives the same data. Text that was
    recorded is data.
    """
    at = report.as_of
    moment = instant(at.recorded_at) if at.recorded_at else None
    asked = (report.taskforce, at.position, moment, at.on.isoformat(), at.known, at.audience.value)
    sections = walk(report.sections)
    return {
        "report": [*asked, _data(report.facts)],
        **{each.key: [_block_data(block) for block in each.blocks] for each in sections},
    }


def _block_data(block: Block) -> Json:
    match block:
        case Paragraph() | Markdown():
            return _data(block.text)
        case Points():
            return _data(block.lines)
        case Table():
            return _data(block.rows)
        case Chart():
            counts: list[Json] = [list(counts) for _, _, counts in block.series]
            return [_data(block.categories), list(block.whole), *counts]


def _data(value: Json) -> Json:
    if isinstance(value, Words):
        return sorted(_values(value))
    if isinstance(value, Mapping):
        return [_data(each) for each in value.values()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_data(each) for each in value]
    return value


def _values(words: Words) -> list[str]:
    """Return what was put into a sentence, also into the words that were put into it."""
    found: list[str] = []
    for value in words.values.values():
        found += _values(value) if isinstance(value, Words) else [str(value)]
    return found
