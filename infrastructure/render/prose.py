"""Texts in Markdown, as people write them, read once for all forms.

Headings, paragraphs, lists, quotations, code, bold and italics are read. Tags of HTML, pictures and
all else stay a text, which every form shows as it is; the address of a link stands behind its
words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from application.questions.asking.answer import Column, Json
from domain.errors import Malformed
from infrastructure.render.cells import cell, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

READ = (
    *("heading", "list", "blockquote", "fence", "hr"),
    *("emphasis", "backticks", "link", "escape", "newline"),
)
"""The rules of CommonMark that are used beside those of paragraphs."""
_DEEPEST = 20  # marks of a line within one another; each is a call when they are read
_QUOTED = re.compile(r"^((?: {0,3}>){8})(?: {0,3}>)+", re.MULTILINE)
"""A line in more quotations within one another than a page can show."""
MARKDOWN = frozenset({"narrative"})
"""Columns of texts that people write in Markdown."""
_LETTERS, _TOKENS = 200_000, 15_000
"""What a document of about 100 pages has; each item of a list is five tokens."""
PassageKind: TypeAlias = Literal["heading", "paragraph", "bullets", "numbers", "quotation", "code"]


class Span(NamedTuple):
    r"""A piece of a text in one look; `\n` in it begins a new line."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a text.

    `level` is that of a heading among those of its text, from 1 and without gaps. `items` are those
    of a list, the first of which has the number `start`; a quotation has one item.
    """

    kind: PassageKind
    spans: Sequence[Span] = ()
    level: int = 0
    start: int = 1
    items: "Sequence[Sequence[Passage]]" = ()

    def as_json(self) -> Mapping[str, Json]:
        """Return the passage for a template that knows no objects."""
        return {
            "kind": self.kind,
            "spans": [span._asdict() for span in self.spans],
            "level": self.level,
            "start": self.start,
            "items": [[each.as_json() for each in item] for item in self.items],
        }


def must_be_short(text: str) -> None:
    """Refuse a text that is too long for a document, or has too many parts.

    Raises:
        Malformed: it is, or has.
    """
    if len(text) > _LETTERS or len(_parser().parse(text)) > _TOKENS:
        raise Malformed(
            "A text in Markdown is too long for a document: it has more than {letters} letters, or "
            "about {parts} paragraphs or items of lists. Shorten it.",
            letters=_LETTERS,
            parts=_TOKENS // 5,
        )


def read(text: str) -> Sequence[Passage]:
    """Return the passages of a text; a heading lies at most one level below the one before it."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  # few reports have such texts

    root = SyntaxTreeNode(_shallow(_parser().parse(_QUOTED.sub(r"\1", text))))
    levels = sorted({node.tag for node in root.children if node.type == "heading"})
    found: list[Passage] = []
    before = 0
    for passage in _passages(root.children):
        if passage.kind == "heading":
            before = min(levels.index(f"h{passage.level}") + 1, before + 1)
            found.append(Passage(kind="heading", spans=passage.spans, level=before))
        else:
            found.append(passage)
    return found


def cell_passages(value: Json, column: Column) -> Sequence[Passage]:
    """Return the passages of a cell in a column of Markdown; nothing of any other."""
    return in_cell(value) if column.key in MARKDOWN and isinstance(value, str) else ()


def flat(value: Json, column: Column) -> str:
    """Return the text of a cell for a place that shows no looks, on one line."""
    passages = cell_passages(value, column)
    return one_line(" ".join(as_lines(passages))) if passages else cell(value)


def in_cell(text: str) -> Sequence[Passage]:
    """Return the passages of a text for a place without headings: they are bold there."""
    return [_bold(each) if each.kind == "heading" else each for each in read(text)]


def as_lines(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the lines of passages without their looks; within a list no line is blank."""
    for number, passage in enumerate(passages):
        if number:
            yield ""
        yield from _lines(passage)


def _lines(passage: Passage) -> Iterator[str]:
    if passage.spans:
        yield from "".join(span.text for span in passage.spans).split("\n")
    for place, item in enumerate(passage.items, start=passage.start):
        mark = {"bullets": "- ", "numbers": f"{place}. "}.get(passage.kind, "  ")
        for number, line in enumerate(line for inner in item for line in _lines(inner)):
            yield f"{' ' * len(mark) if number else mark}{line}"


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  # few reports have such texts

    return MarkdownIt("zero").enable(list(READ))


def _shallow(tokens: "list[Token]") -> "list[Token]":
    """Leave out marks that lie too deep within other marks of a line; their words stay."""
    for token in tokens:
        kept, depth = [], 0
        for each in token.children or ():
            depth += max(each.nesting, 0)
            if depth <= _DEEPEST or each.nesting == 0:
                kept.append(each)
            depth += min(each.nesting, 0)
        token.children = kept if token.children else token.children
    return tokens


def _passages(nodes: "Sequence[SyntaxTreeNode]") -> Iterator[Passage]:
    for node in nodes:
        inside = node.children
        match node.type:
            case "heading":
                yield Passage(kind="heading", spans=_spans(inside), level=int(node.tag[1:]))
            case "paragraph":
                yield Passage(kind="paragraph", spans=_spans(inside))
            case "bullet_list":
                yield Passage(kind="bullets", items=[_inner(item) for item in inside])
            case "ordered_list":
                start = int(node.attrs.get("start", 1))
                items = [_inner(item) for item in inside]
                yield Passage(kind="numbers", start=start, items=items)
            case "blockquote":
                yield Passage(kind="quotation", items=[_inner(node)])
            case "fence":
                yield Passage(kind="code", spans=[Span(node.content.rstrip("\n"), code=True)])
            case _:  # a line across the page says nothing
                pass


def _inner(node: "SyntaxTreeNode") -> Sequence[Passage]:
    """Return the passages within a list or a quotation, which have no headings of their own."""
    found = _passages(node.children)
    return [_bold(each) if each.kind == "heading" else each for each in found]


def _bold(heading: Passage) -> Passage:
    spans = [span._replace(strong=True) for span in heading.spans]
    return Passage(kind="paragraph", spans=spans)


def _spans(nodes: "Sequence[SyntaxTreeNode]") -> Sequence[Span]:
    """Return the spans of a line; neighbours of one look are one span."""
    looks = groupby(_looks(nodes, Span("")), key=lambda span: span[1:])
    found = (Span("".join(span.text for span in spans), *look) for look, spans in looks)
    return [span for span in found if span.text]


def _looks(nodes: "Sequence[SyntaxTreeNode]", look: Span) -> Iterator[Span]:
    for node in nodes:
        inside = node.children
        match node.type:
            case "inline":
                yield from _looks(inside, look)
            case "strong":
                yield from _looks(inside, look._replace(strong=True))
            case "em":
                yield from _looks(inside, look._replace(emphasis=True))
            case "link":
                yield from _looks(inside, look)
                yield look._replace(text=f" ({node.attrs['href']})")
            case "code_inline":
                yield look._replace(text=node.content, code=True)
            case "softbreak" | "hardbreak":
                yield look._replace(text=" " if node.type == "softbreak" else "\n")
            case _:
                yield look._replace(text=node.content)
