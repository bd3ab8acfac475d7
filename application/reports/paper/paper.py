"""A report as a document for people: names for codes, nothing empty, hashes in an annex."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from application.questions.asking.answer import Column, Json, Row, in_order_of
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Names,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
)
from application.reports.paper.evidence_below import evidence_below
from application.reports.paper.scale_labels import labelled
from domain.grouping import grouped
from domain.values import ImpreciseDate, Visibility
from domain.words import Words, joined, listed, worded

_COMMITMENTS = ("commitments", "text", "tasks", "gap")
CELLS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("commitment", "commitments", "except", "texts"), _COMMITMENTS),
    **{kind: (kind,) for kind in ("member", "presence", "standing", "field")},
    "subjects": ("subject", "text"),
    "about": ("about", "about_commitment", "text", "member"),
    "task": ("tasks",),
    "practices": ("practice",),
    "instrument": ("text",),
    "offered_by": ("member",),
    "gap": ("gap_number",),
    "title": ("milestone_title",),
    "of": ("withdrawn",),
}
"""By column: the kinds of things that its codes may mean."""
ON_STATUS = dict.fromkeys(("commitments", "except"), ("heading",))
"""The same on a status page, which has the wording of each commitment."""
_MEMBER = ("member", "commitment")
VALUES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("member", "chair", "vice_chair", "by", "holder", "giver", "owner"), _MEMBER),
    **dict.fromkeys(("commitment", "into"), ("commitment",)),
    "about": ("member", "commitment", "text", "task", "gap_in_sentence"),
    "reference": ("task", "text"),
    "instrument": ("text",),
    "matter": ("task_in_full", "commitment_in_full", "text", "member", "gap_in_sentence"),
    "cited": ("commitments",),
    "gap": ("gap_in_sentence",),
    "practice": ("practice_in_sentence",),
    **{kind: (kind,) for kind in ("task", "heading", "milestone", "input")},
    **{kind: (kind,) for kind in ("advice", "contribution")},
}
"""By the name of a value in a sentence: the kinds of things that it may be the code of."""
_IN_LAW = worded("{gap} in the law of {member} ({area}): {text}")
SHORTER: Mapping[str, str] = {
    "commitment {commitment} adopted: {text}": worded("{commitment} adopted: {text}"),
    "task {reference} adopted: {text}": worded("{reference} adopted: {text}"),
    "gap {gap} in the law of {member} ({area}): {text}": _IN_LAW,
    "opportunity {gap} in the law of {member} ({area}): {text}": _IN_LAW,
}
"""Sentences with a word that names have, such as commitment 1, and how they are without it."""
ALONE: Mapping[str, str] = {
    "{member} joined as {name}": worded("{member} joined"),
    "{member} applied as {name}": worded("{member} applied"),
    "{member} is now called {name}": worded("{member} took this name"),
}
"""Sentences that would say the name of a member twice, and how they say it once."""
CODES: Mapping[str, frozenset[str]] = {
    "member": frozenset({"name"}),
    **dict.fromkeys(("practice", "milestone", "input"), frozenset({"title"})),
}
"""Columns of codes, which data have, and the columns beside which documents need none."""
REFERENCE = "Reference"  # the item of a list of facts that is a code
DIGESTS = frozenset({"file_sha256", "text_sha256"})
"""Columns of digests: a table that has one stands in the annex."""
NOTHING_FOR: Mapping[Visibility, str] = {
    Visibility.PUBLIC: worded("Nothing public was recorded for"),
    Visibility.MEMBERS: worded("Nothing that members may see was recorded for"),
    Visibility.SECRETARIAT: worded("Nothing was recorded for"),
}
BESIDE, FEW = 8, 2
"""A table with more columns and no more rows than that has its columns below each other."""
_DAY = re.compile(r"unknown|(<=)?\d{4}(-\d{2}){0,2}")
_DAYS = ("_on", "until", "from", "extended_to")


def on_paper(report: Report, *, grouped: bool) -> Report:
    """Return a report for people, whose parts without content are one list at its end.

    `grouped` says that it has no sheets: a table with groups becomes one for each of them.
    """
    kinds = {**CELLS, **ON_STATUS} if report.name == "status" else CELLS
    paper = _Paper(report.names, kinds, grouped=grouped)
    found = labelled(report.sections, report.names)
    sections, silent = paper.sections(evidence_below(found) if grouped else found)
    digests = [table for table in report.tables() if _has_digests(table) and table.rows]
    title = NOTHING_FOR[report.as_of.audience]
    nothing = [Section("nothing", title, [Points(silent)])] if silent else []
    annex = [Section("annex", worded("Annex"), digests)] if digests else []
    return replace(
        report,
        title=paper.said(report.title),
        sections=[*sections, *nothing, *annex],
        notes=[paper.said(note) for note in report.notes],
    )


@dataclass(frozen=True)
class _Paper:
    """What things are called, which columns have their codes, and whether tables are grouped."""

    names: Names
    kinds: Mapping[str, Sequence[str]]
    grouped: bool

    def sections(self, found: Sequence[Section]) -> tuple[list[Section], list[str]]:
        """Return the parts that say something, and what is called that says nothing."""
        shown: list[Section] = []
        silent: list[str] = []
        for each in found:
            title = self.said(each.title)
            blocks = [b for b in each.blocks if not (_is_empty(b) or _has_digests(b))]
            inner, silent_inside = self.sections(each.sections)
            if not blocks and not inner:
                silent += [] if any(map(_has_digests, each.blocks)) else [title]
                continue
            silent += [
                self.said(block.caption)
                for block in each.blocks
                if isinstance(block, (Table, Chart)) and _is_empty(block)
            ]
            silent += silent_inside
            written = [made for block in blocks for made in self._block(block)]
            shown.append(Section(each.key, title, written, inner))
        return shown, list(dict.fromkeys(silent))

    def _block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph():
                yield Paragraph(self.said(block.text))
            case Points():
                yield Points([self.said(line) for line in block.lines], block.numbered)
            case Chart():
                categories = [self._name(each, ("commitments",)) for each in block.categories]
                yield replace(block, caption=self.said(block.caption), categories=categories)
            case Table():
                yield from self._table(block)
            case Markdown():
                yield block

    def _table(self, table: Table) -> Iterator[Table]:
        keys = {column.key for column in table.columns}
        whole = "text" in keys
        columns = [
            replace(column, label=self._head(column, whole_words=whole))
            for column in table.columns
            if column.key not in CODES or keys.isdisjoint(CODES[column.key])
            if any(_filled(row, column.key) for row in table.rows)
        ]
        shown = [row for row in table.rows if row.get("item") != REFERENCE]
        if table.sparse:
            shown = [row for row in shown if any(_filled(row, each.key) for each in columns[1:])]
        kinds = self._kinds(keys)
        rows = in_order_of(table.rows, (self._row(row, kinds) for row in shown))
        made = replace(table, caption=self.said(table.caption), columns=columns, rows=rows)
        if self.grouped and len(columns) > BESIDE and len(rows) <= FEW:
            yield _turned(made)
        else:
            yield from _grouped(made) if table.group and self.grouped else (made,)

    def _head(self, column: Column, *, whole_words: bool) -> str:
        if column.key == "gap" or (column.key == "commitment" and whole_words):
            return worded("No.")
        if column.key == "member":
            return worded("Member")
        _, _, code = column.key.partition(".")
        return self._of("commitments").get(code, column.label)

    def _kinds(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Return what documents need of a row, and what the codes mean; treaties have consents."""
        number = {"commitment": ("number",)} if "text" in keys else {}
        standing = {"standing": ("treaty_standing",)} if "consent" in keys else {}
        known = {**self.kinds, **number, **standing}
        needed = {"name", *keys, *(key.partition(".")[0] for key in keys)}
        return {key: known.get(key, ()) for key in needed}

    def _row(self, row: Row, kinds: Mapping[str, Sequence[str]]) -> Row:
        return {key: self._cell(row[key], kinds[key]) for key in row if key in kinds}

    def _cell(self, value: Json, kinds: Sequence[str]) -> Json:
        if not value or (not kinds and type(value) is str):  # as most are
            return value
        if isinstance(value, str):
            return self._name(value, kinds) if kinds else self.said(value)
        if isinstance(value, Mapping):
            return {key: self._cell(each, kinds) for key, each in value.items()}
        if isinstance(value, Sequence):
            cells = in_order_of(value, (self._cell(each, kinds) for each in value))
            return joined("; ", map(str, cells)) if kinds and cells else cells
        return value

    def _name(self, code: str, kinds: Sequence[str]) -> str:
        """Return what a code means, or several with commas between them, as one of these kinds."""
        called = self._called([code], kinds) or self._called(code.split(", "), kinds)
        return joined("; ", called) if called else self.said(code)

    def _called(self, codes: Sequence[str], kinds: Sequence[str]) -> list[str]:
        """Return what each code means, as the first of these kinds; nothing where one has none."""
        names = [self._of(kind) for kind in kinds]
        found = [[each[code] for each in names if code in each][:1] for code in codes]
        return [name for (name,) in found] if all(found) else []

    def _of(self, kind: str) -> Mapping[str, str]:
        return self.names.get(kind, {})

    def said(self, text: str) -> str:
        """Return a sentence with names for the codes that were put into it, and days as days."""
        if not isinstance(text, Words) or not text.values:
            return text
        values = {name: self._value(name, value) for name, value in text.values.items()}
        template = SHORTER.get(text.template, text.template)
        if values.get("member") == values.get("name"):
            template = ALONE.get(text.template, template)
        return Words(template, values)

    def _value(self, name: str, value: object) -> object:
        if not isinstance(value, str):
            return value
        if isinstance(value, Words):
            return self.said(value)
        if name == "person":
            return worded("a person")
        if (name == "on" or name.endswith(_DAYS)) and _DAY.fullmatch(value):
            return ImpreciseDate.parse(value)
        kinds = VALUES.get(name, ())
        called = self._called(value.split(", "), kinds)
        return listed(called) if called else value


def _filled(row: Row, key: str) -> bool:
    return (row[key] if key in row else _found(row, key)) not in (None, "", [])


def _found(row: Row, key: str) -> Json:
    """Return what a row has in a column; `says.REF` is the value of REF in `says`."""
    if key in row:
        return row[key]
    outer, _, inner = key.partition(".")
    value = row.get(outer)
    return value.get(inner) if inner and isinstance(value, Mapping) else value


def _has_digests(block: Block) -> bool:
    return isinstance(block, Table) and any(column.key in DIGESTS for column in block.columns)


def _is_empty(block: Block) -> bool:
    match block:
        case Table():
            return not block.rows
        case Chart():
            return not block.categories
        case Points():
            return not block.lines
        case Paragraph() | Markdown():
            return not block.text


def _turned(table: Table) -> Table:
    """Return a table with a column for each row, which fits on a page as it stands."""
    (first, *rest), rows = table.columns, table.rows
    heads = [str(_found(row, first.key) or "") for row in rows]
    columns = [Column(f"row-{number}", head) for number, head in enumerate(heads)]
    turned: list[Row] = [
        {"item": worded(each.label)}
        | {f"row-{n}": _alone(each.key, _found(row, each.key)) for n, row in enumerate(rows)}
        for each in rest
    ]
    return replace(table, columns=[Column("item", first.label), *columns], rows=turned)


def _alone(key: str, value: Json) -> Json:
    """Return a value that is known to be a day without its column."""
    if isinstance(value, str) and key.endswith("_on") and _DAY.fullmatch(value):
        return worded("{day}", day=ImpreciseDate.parse(value))
    return value


def _grouped(table: Table) -> Iterator[Table]:
    """Yield a table for each value of the column by which rows are grouped, headed by it."""
    rows = grouped((str(row[str(table.group)]), row) for row in table.rows)
    columns = [column for column in table.columns if column.key != table.group]
    for number, (value, together) in enumerate(rows.items(), start=1):
        heading = worded("{name}", name=value)
        yield replace(
            table, key=f"{table.key}-{number}", caption=heading, columns=columns, rows=together
        )
