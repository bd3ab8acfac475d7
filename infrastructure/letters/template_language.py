"""What a template of letters may do: put in values, choose and repeat; bounded by count."""

from collections.abc import Iterable, Iterator

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from domain.characters import check_characters
from domain.words import worded

MOST_STEPS = 1_000_000
"""Of a rendering: each part of a loop counts as often as the loop goes round."""
LONGEST = 2_000_000  # letters of a rendering
LONGEST_VALUE = 200_000  # letters and parts of lists that a template puts together
_PARTS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign),
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.List, nodes.Tuple),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Test),
    *(nodes.Concat, nodes.Add, nodes.Sub, nodes.Div, nodes.Neg, nodes.Filter, nodes.Keyword),
    nodes.Call,
)
_FILTERS = (
    *("capitalize", "count", "d", "default", "first", "last", "length", "lower", "reverse"),
    *("sort", "title", "trim", "unique", "upper"),
)
_METHODS = (
    *("capitalize", "endswith", "lower", "removeprefix", "removesuffix", "split", "startswith"),
    *("strip", "title", "upper"),
)
_COUNTED, _SHORT = "counted", "short"  # filters that no template can name: they are refused there


class LetterTemplates(ImmutableSandboxedEnvironment):
    """Renders one template as often as wanted, each time within the bounds."""

    def __init__(self, name: str) -> None:
        super().__init__(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            autoescape=False,  # it is plain text, to which nothing is markup
        )
        self.name, self._steps = name, 0
        self.globals.clear()
        ours = {"join": _joined, _COUNTED: self._counted, _SHORT: self._short}
        self.filters = {each: self.filters[each] for each in _FILTERS} | ours

    def rendered(self, source: str, values: dict[str, object]) -> str:
        """Return a template with the values in it.

        Raises:
            Malformed: it holds characters that nobody can see.
            TemplateError: it has a mistake, or does too much.
        """
        tree = self.parse(source)
        for each in list(tree.find_all(nodes.Node)):
            self._limit(each)
        self._steps, pieces, length = 0, [], 0
        for piece in self.from_string(tree).generate(values):
            length += len(piece)
            _must_be_short(length, LONGEST)
            pieces.append(piece)
        return "".join(pieces)

    def _limit(self, part: nodes.Node) -> None:
        """Refuse what cannot be bounded, and let loops be counted as they go round."""
        if not isinstance(part, _PARTS) or not _is_known(part):
            kind = part.name if isinstance(part, nodes.Filter) else type(part).__name__
            sentence = worded("{kind} is not possible in the templates of letters", kind=kind)
            raise TemplateSyntaxError(sentence, part.lineno)
        if isinstance(part, nodes.TemplateData):
            check_characters(part.data, field=self.name)
        elif isinstance(part, nodes.Const) and isinstance(part.value, str):
            check_characters(part.value, field=self.name)
        elif isinstance(part, nodes.For):
            weight = nodes.Const(sum(1 for _ in part.find_all(nodes.Node)))
            part.iter = _through(part.iter, _COUNTED, weight)
        elif isinstance(part, nodes.Assign):
            part.node = _through(part.node, _SHORT)
        elif isinstance(part, nodes.Add):
            part.left, part.right = (_through(each, _SHORT) for each in (part.left, part.right))
        elif isinstance(part, nodes.Concat):
            part.nodes = [_through(nodes.List(part.nodes, lineno=part.lineno), "join")]

    def _counted(self, values: Iterable[object], weight: int) -> Iterator[object]:
        for each in values:
            self._steps += weight
            if self._steps > MOST_STEPS:
                raise TemplateRuntimeError(worded("its loops go round too often"))
            yield each

    def _short(self, value: object) -> object:
        """Return a value that is no longer than may be, with all that the lists in it hold."""
        length, left = 0, [value]
        for each in self._counted(left, 1):
            if isinstance(each, str | list | tuple):
                length += len(each)
                _must_be_short(length)
            if isinstance(each, list | tuple):
                left.extend(each)
        return value


def _is_known(part: nodes.Node) -> bool:
    """Say whether a loop, a filter or a method is one of those that end soon."""
    match part:
        case nodes.For():
            return not part.recursive
        case nodes.Filter():
            return part.node is not None and part.name in {*_FILTERS, "join"}
        case nodes.Call():
            return isinstance(part.node, nodes.Getattr) and part.node.attr in _METHODS
        case _:
            return True


def _through(value: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    assert isinstance(value, nodes.Expr)  # jinja reads nothing else there
    return nodes.Filter(value, name, list(arguments), [], None, None, lineno=value.lineno)


def _joined(values: Iterable[object], sign: str = "") -> str:
    text = ""
    for number, each in enumerate(values):
        text += f"{sign if number else ''}{each}"
        _must_be_short(len(text))
    return text


def _must_be_short(length: int, most: int = LONGEST_VALUE) -> None:
    if length > most:
        raise TemplateRuntimeError(worded("what it says is too long"))
