"""What a template of letters may do: put in values, choose and repeat."""

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from domain.characters import check_characters
from domain.words import worded
from infrastructure.template_bounds import LETTER, BoundedTemplates

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


class LetterTemplates(BoundedTemplates):
    """Renders one template as often as wanted, each time within the bounds."""

    def __init__(self, name: str) -> None:
        super().__init__(LETTER, autoescape=False)  # it is plain text, to which nothing is markup
        self.name = name
        self.globals.clear()

    def rendered(self, source: str, values: dict[str, object]) -> str:
        """Return a template with the values in it.

        Raises:
            Malformed: it holds characters that nobody can see.
            TemplateError: it has a mistake, or does too much.
        """
        self.begin()
        return self.from_string(source).render(values)

    def check(self, tree: nodes.Template) -> None:
        """Refuse what a letter needs not, and characters that nobody can see.

        Raises:
            Malformed: it holds such characters.
            TemplateSyntaxError: it has a part that a letter needs not.
        """
        for part in tree.find_all(nodes.Node):
            if not isinstance(part, _PARTS) or not _is_known(part):
                kind = part.name if isinstance(part, nodes.Filter) else type(part).__name__
                sentence = worded("{kind} is not possible in the templates of letters", kind=kind)
                raise TemplateSyntaxError(sentence, part.lineno)
            if isinstance(part, nodes.TemplateData):
                check_characters(part.data, field=self.name)
            elif isinstance(part, nodes.Const) and isinstance(part.value, str):
                check_characters(part.value, field=self.name)


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
