"""The bounds of templates that a secretariat writes, so that each ends soon and fits in memory.

Pages and letters are filled in by `BoundedTemplates`, which counts. What sets PDF files counts
nothing: with a template of one's own it works apart, within `SECONDS`, `MEMORY` and `LARGEST`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, StrictUndefined, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from domain.words import worded


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one rendering may do.

    `steps` are parts of loops, as often as these go round; a value counts as several, and a call
    as many. `letters` are all that it says and puts together on the way, `value` those of one
    value; an item of a list counts as `item`.
    """

    steps: int
    letters: int
    value: int
    item: int


LETTER = Bounds(steps=1_000_000, letters=5_000_000, value=200_000, item=1)
PAGE = Bounds(steps=100_000_000, letters=200_000_000, value=50_000_000, item=50)
SECONDS, MEMORY, LARGEST = 120, 4_000_000_000, 200_000_000
"""Of a PDF: seconds of all processors together, bytes of memory, bytes of the file."""
_VALUE, _CALL = 5, 100  # steps, by the time that they take
LONGEST_NUMBER = 1_000
"""Bits of a number that a template works out."""
TOO_DEEP = (MemoryError, RecursionError, SyntaxError)
"""What is raised by templates that are nested too deep to be read or filled in."""
_OF_VALUES = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError)
MISTAKES = (*_OF_VALUES, TypeError, ValueError)  # raised where a template asks too much of a value
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("forceescape", "groupby", "int", "items", "last", "length", "list", "lower", "map", "max"),
    *("min", "reject", "rejectattr", "reverse", "safe", "select", "selectattr", "sort", "string"),
    *("striptags", "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount"),
)
"""The filters of jinja whose results are not much longer than what they are given."""
METHODS = (
    *("capitalize", "casefold", "count", "endswith", "find", "get", "index", "isdigit", "items"),
    *("keys", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition"),
    *("rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title"),
    *("upper", "values"),
)
"""The same of texts, lists and mappings."""
_COUNTED, _KEPT, _SAID, _WRITTEN, _CONCATENATED = (
    *("are counted", "is kept", "is said", "is written", "is put together"),
)  # filters that no template can name, since names have no blanks
_LISTS = (list, tuple, dict, set, frozenset)


class BoundedTemplates(ImmutableSandboxedEnvironment):
    """Reads and renders templates within bounds, which are of all renderings together.

    Templates in the folder `trusted` are not counted.
    """

    intercepted_binops = frozenset({"+", "*", "%", "**"})

    def __init__(
        self,
        bounds: Bounds,
        *,
        autoescape: bool,
        loader: BaseLoader | None = None,
        trusted: Path | None = None,
        keep_trailing_newline: bool = False,
    ) -> None:
        super().__init__(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # what is counted is done when it is rendered
            autoescape=autoescape,
            loader=loader,
            keep_trailing_newline=keep_trailing_newline,
        )
        self._bounds, self._trusted = bounds, trusted
        self._steps = self._letters = 0
        del self.globals["lipsum"]
        self.filters = {each: self.filters[each] for each in FILTERS} | {
            "join": self._joined,
            _COUNTED: self._counted,
            _KEPT: _of_context(self._kept),
            _SAID: _of_context(self._said),
            _WRITTEN: _of_context(self._written),
            _CONCATENATED: self._concatenated,
        }

    def begin(self) -> None:
        """Count anew."""
        self._steps = self._letters = 0

    def check(self, tree: nodes.Template) -> None:
        """Refuse what a template must not have.

        Raises:
            TemplateSyntaxError: it has that.
        """

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if filename and Path(filename).parent == self._trusted:
            return tree
        self.check(tree)
        _Counting().visit(tree)
        return tree

    def wrap_str_format(self, value: object) -> None:
        """Return nothing: a format can make any text long, so that `call` refuses it."""

    def call(self, context: Context, obj: object, /, *args: object, **named: object) -> object:
        """Call what a template calls, if its result is no text of any length."""
        name = getattr(obj, "__name__", "")
        if (
            isinstance(getattr(obj, "__self__", None), (str, bytes, int, *_LISTS))
            and name not in METHODS
        ):
            raise SecurityError(worded("{name} is not possible in templates", name=name))
        self._spend(_CALL)
        return self._kept(super().call(context, obj, *args, **named))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Calculate, unless the result is too long."""
        match operator, left, right:
            case "*", int(), int():
                _must_be_small(left.bit_length() + right.bit_length())
            case "*", _, int():
                self._must_be_short(self._size(left) * right)
            case "*", int(), _:
                self._must_be_short(self._size(right) * left)
            case "**", int(), int():
                _must_be_small(left.bit_length() * right)
            case "%", str(), _:
                raise SecurityError(worded("the operator % is not possible with texts"))
            case _:
                pass
        return self._kept(super().call_binop(context, operator, left, right))

    def _counted(self, values: Iterable[object], weight: int) -> Iterator[object]:
        for each in values:
            self._spend(weight)
            yield each

    def _kept(self, value: object) -> object:
        total = 0
        for size in self._sizes(value):
            total += size
            self._must_be_short(total)
            self._spend(1, size)
        self._spend(_VALUE)
        return value

    def _said(self, value: object) -> object:
        for size in self._sizes(value):
            self._spend(_VALUE, size)
        return value

    def _written(self, letters: object) -> object:
        assert isinstance(letters, int)  # as it was put there
        self._spend(_VALUE, letters)
        return ""

    @pass_context
    def _concatenated(self, context: Context, *values: object) -> object:
        self._kept(values)
        return (markup_join if context.eval_ctx.autoescape else str_join)(values)

    @pass_eval_context
    def _joined(
        self,
        about: EvalContext,
        values: Iterable[object],
        d: str = "",
        attribute: str | None = None,
    ) -> object:
        items = list(map(make_attrgetter(self, attribute), values) if attribute else values)
        self._kept(items)
        self._must_be_short(len(items) * len(d))
        return do_join(about, items, d)

    def _sizes(self, value: object) -> Iterator[int]:
        """Yield the size of a value, and of all that is in it as often as it is."""
        left = [value]
        while left:
            each = left.pop()
            yield self._size(each)
            if isinstance(each, dict):
                left += [*each.keys(), *each.values()]
            elif isinstance(each, _LISTS):
                left += each

    def _size(self, value: object) -> int:
        """Return the letters of a text, and what the items of a list count as."""
        if isinstance(value, (str, bytes)):
            return len(value)
        return self._bounds.item * len(value) if isinstance(value, _LISTS) else 0

    def _must_be_short(self, size: int) -> None:
        if size > self._bounds.value:
            raise TemplateRuntimeError(worded("what it says is too long"))

    def _spend(self, steps: int, letters: int = 0) -> None:
        self._steps += steps
        self._letters += letters
        if self._steps > self._bounds.steps:
            raise TemplateRuntimeError(worded("it does too much"))
        if self._letters > self._bounds.letters:
            raise TemplateRuntimeError(worded("what it says is too long"))


class _Counting(NodeTransformer):
    """Lets all that a template does be counted while it is rendered."""

    def visit(self, node: nodes.Node, *args: object, **named: object) -> nodes.Node:
        """Put what counts around the parts of a node, and around its value.

        Raises:
            TemplateSyntaxError: it cannot be counted.
        """
        weight = sum(1 for _ in node.find_all(nodes.Node)) if isinstance(node, nodes.For) else 0
        self.generic_visit(node, *args, **named)
        match node:
            case nodes.For(recursive=True):
                sentence = worded("a loop within itself is not possible")
                raise TemplateSyntaxError(sentence, node.lineno)
            case nodes.For():
                node.iter = _through(node.iter, _COUNTED, nodes.Const(weight))
            case nodes.Output():
                node.nodes = list(_output(node))
            case nodes.Assign():
                node.node = _through(node.node, _KEPT)
            case nodes.Include() | nodes.Import() | nodes.FromImport():
                node.template = _through(node.template, _KEPT)
            case nodes.Expr():
                return _value(node)
            case _:
                pass
        return node


def _value(node: nodes.Expr) -> nodes.Expr:
    """Return a value that a template puts together with what counts around it."""
    match node:
        case nodes.Concat():
            first, *rest = node.nodes
            return _through(first, _CONCATENATED, *rest)
        case nodes.Filter(node=None) | nodes.Tuple(ctx="store"):
            return node
        case nodes.Filter():
            return _through(node, _SAID)
        case nodes.List() | nodes.Dict() | nodes.Tuple():
            return _through(node, _KEPT)
        case _:
            return node


def _output(node: nodes.Output) -> Iterator[nodes.Expr]:
    """Yield what a node says, each value of it counted, and before it its own letters."""
    own = sum(len(each.data) for each in node.nodes if isinstance(each, nodes.TemplateData))
    yield _through(nodes.Const(own, lineno=node.lineno), _WRITTEN)
    for each in node.nodes:
        yield each if isinstance(each, nodes.TemplateData) else _through(each, _SAID)


def _through(value: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    assert isinstance(value, nodes.Expr)  # jinja reads nothing else there
    return nodes.Filter(value, name, list(arguments), [], None, None, lineno=value.lineno)


def _of_context(count: Callable[[object], object]) -> Callable[[Context, object], object]:
    """Return what counts as a filter that is never used before the template is rendered."""

    @pass_context
    def counting(_: Context, value: object) -> object:
        return count(value)

    return counting


def _must_be_small(bits: int) -> None:
    if bits > LONGEST_NUMBER:
        raise TemplateRuntimeError(worded("a number of it is too large"))
