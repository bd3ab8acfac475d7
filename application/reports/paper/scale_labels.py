"""What scales of progress call their values, and how documents say it in place of the values."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from application.questions.asking.answer import Json, Row, in_order_of
from application.questions.asking.facts import Facts
from application.questions.asking.sentences import plain
from application.reports.document import Block, Chart, Names, Section, Table
from domain.events.bodies import ScaleRegistered
from domain.events.progress import OUTSIDE_SCALES
from domain.words import Words

CELLS = frozenset({"says", "itself", "assessment", "counts"})
"""Columns that may have values of scales."""
IN_WORDS = frozenset({"assessment", "kind"})
"""The names under which values of scales are put into words."""


def labels_of(scale: ScaleRegistered) -> Mapping[str, str]:
    """Return the label of each value that is called otherwise than by its word.

    A label that could be taken for another value has the word behind it.
    """
    words = {step.value: plain(step.value) for step in scale.values}
    told = Counter(plain(word) for word in OUTSIDE_SCALES)
    for step in scale.values:
        told.update({step.label.casefold(), words[step.value].casefold()})
    return {
        step.value: step.label
        if told[step.label.casefold()] == 1
        else f"{step.label} ({words[step.value]})"
        for step in scale.values
        if step.label.casefold() not in {step.value.casefold(), words[step.value].casefold()}
    }


def scale_labels(facts: Facts) -> Names:
    """Return the labels of each scale, by the value and by its word; the last registration holds.

    The kind of these names is the name of the scale with its version.
    """
    known = [fact.event for fact in facts.known(ScaleRegistered)]
    found = {f"{each.scale} {each.version}": labels_of(each) for each in known}
    return {
        _kind(scale): {plain(value): label for value, label in labels.items()} | dict(labels)
        for scale, labels in found.items()
    }


def labelled(sections: Sequence[Section], names: Names) -> list[Section]:
    """Return sections in which values of scales that have labels are said by these."""
    if not any(said for kind, said in names.items() if kind.startswith(_kind(""))):
        return list(sections)
    labels = _Labels(names)
    return [
        replace(
            section,
            blocks=[labels.block(block) for block in section.blocks],
            sections=labelled(section.sections, names),
        )
        for section in sections
    ]


@dataclass(frozen=True)
class _Labels:
    names: Names

    def block(self, block: Block) -> Block:
        match block:
            case Chart():
                series = [
                    (self._said(name, block.scale), tone, counts)
                    for name, tone, counts in block.series
                ]
                return replace(block, series=series)
            case Table():
                return self._table(block)
            case _:
                return block

    def _table(self, table: Table) -> Table:
        rows = in_order_of(table.rows, map(self._row, table.rows))
        tones = dict(table.tones)
        for before, after in zip(table.rows, rows, strict=True):
            for cell, said in _pairs(before, after):
                if cell != said and cell in table.tones:
                    tone = table.tones[cell]
                    tones[said] = tone if tones.get(said, tone) == tone else "none"
        return replace(table, rows=rows, tones=tones)

    def _row(self, row: Row) -> Row:
        parts = (row.get("scale"), row.get("scale_version"))
        scale = " ".join(str(part) for part in parts if part)
        return {key: self._cell(row[key], scale) if key in CELLS else row[key] for key in row}

    def _cell(self, value: Json, scale: str) -> Json:
        if isinstance(value, Mapping):
            return {key: self._cell(each, scale) for key, each in value.items()}
        return self._said(value, scale) if isinstance(value, str) else value

    def _said(self, text: str, scale: str) -> str:
        """Return a value of a scale, or words into which one was put, with its label."""
        if not isinstance(text, Words):
            return self.names.get(_kind(scale), {}).get(text, text)
        named = str(text.values.get("scale", scale))
        values = {
            name: self._said(value, named)
            if isinstance(value, Words) or (name in IN_WORDS and isinstance(value, str))
            else value
            for name, value in text.values.items()
        }
        return Words(text.template, values)


def _kind(scale: str) -> str:
    return f"scale {scale}"


def _pairs(before: Row, after: Row) -> Iterator[tuple[str, str]]:
    """Yield each text of a row with what is said in its place."""
    for key in CELLS & before.keys():
        cell, said = before[key], after[key]
        if isinstance(cell, Mapping) and isinstance(said, Mapping):
            yield from ((str(cell[each]), str(said[each])) for each in cell)
        else:
            yield str(cell), str(said)
