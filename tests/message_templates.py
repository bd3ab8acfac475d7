"""Finds the templates of messages in the code: the arguments of what `MARKERS` lists."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from tests.message import Kind, Message
from tests.module_syntax import Call, ModuleSyntax, parameters

ROOT = Path(__file__).parents[1]
PACKAGES = ("domain", "application", "infrastructure")
Positions: TypeAlias = tuple[int | str, ...]
MARKERS: Mapping[Kind, Mapping[str, Positions]] = MappingProxyType(
    {
        "sentence": {
            "worded": (0,),
            "contradiction": (1,),
            "advice": (0, 1),
            "locked": (0,),
            "counted": (1,),
        },
        "refusal": {"DepositaryError": (0,), "expected": (0,)},
        "meaning": dict.fromkeys(("Meaning", "Fixed"), (0,))
        | {"AnswerField": (2,), "in_json": (1,), "dated_field": (2,)},
        "label": {"Column": (1,), "AnswerField": (1,), "dated_field": (1,), "headed": (0,)},
        "report": {
            "Section": (1, "title"),
            "Table": (1, "caption"),
            "Chart": (1, "caption"),
            "Paragraph": (0,),
            "Report": ("title",),
            "Answer": ("title",),
            "answer": (0,),
            "report": (1,),
        },
        "event": {"_first_filled": (1, 2, 3)},
    }
)
"""The functions and classes whose arguments are templates, by position or name.

Those that hand on a parameter as a template, such as `tell`, are found by themselves if no other
function has their name.
"""
ERRORS = "domain/errors.py"
PLAIN = frozenset({"meaning", "label", "report", "code"})
"""The kinds that have no values, so that braces in them are literal."""
COMMAND = "depositary "
"""What begins so is a command to type, and is not translated."""


@dataclass(slots=True)
class Found:
    """What is in the code: messages; `pieces`, which are put together; names that are `unclear`.

    `handed_on` has the functions that hand on a parameter as a template.
    """

    messages: list[Message] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    handed_on: set[tuple[str, Kind, int | str]] = field(default_factory=set)


class _Reader:
    """Takes the templates from one call."""

    def __init__(self, place: str, call: Call, found: Found, code: "Code") -> None:
        self.place, self.call, self.found, self.code = place, call, found, code
        self.kind: Kind = "sentence"

    def read(self) -> None:
        """Take the templates that are given to a marker."""
        name = called(self.call.node, self.place)
        for kind, positions in self.code.markers_of(self.place, name):
            self.kind = kind
            for argument in arguments(self.call.node, positions):
                for text in self._texts(argument):
                    self.found.messages.append(
                        Message(kind, str(text.value), self.place, text.lineno)
                    )

    def _texts(self, node: ast.expr) -> Iterator[ast.Constant]:
        """Yield the texts that an argument can be, and note what is put together."""
        match node:
            case ast.Constant():
                text = node.value if isinstance(node.value, str) else ""
                yield from [node] if text and not text.startswith(COMMAND) else []
            case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
                yield from self._named(name, node)
            case ast.JoinedStr() if self.kind in PLAIN and not has_letters(node):
                pass  # names from the register with a mark between them
            case ast.JoinedStr() | ast.BinOp():
                self.found.pieces.append(f"{self.place}:{node.lineno}: {ast.unparse(node)}")
            case _:  # other words are marked where they are made
                for each in alternatives(node):
                    yield from self._texts(each)

    def _named(self, name: str, node: ast.expr) -> Iterator[ast.Constant]:
        """Yield the texts that a name stands for; a parameter's are at those who call."""
        for scope in (*reversed(self.call.scopes), self.code.constants):
            if name in scope:
                for each in scope[name]:
                    yield from self._texts(each)
                return
        for function in reversed(self.call.functions):
            if name in (names := parameters(function)):
                by_name = name in {each.arg for each in function.args.kwonlyargs}
                position = name if by_name else names.index(name)
                self.found.handed_on.add((self.code.key(self.place, function), self.kind, position))
                return
        self.found.unclear.append(f"{self.place}:{node.lineno}: {ast.unparse(node)}")


class Code:
    """All modules of the product, their constants in capitals, and what takes a template there."""

    def __init__(self) -> None:
        self.modules = {
            str(path.relative_to(ROOT)): ModuleSyntax(ast.parse(path.read_text(encoding="utf-8")))
            for package in PACKAGES
            for path in sorted((ROOT / package).rglob("*.py"))
        }
        self.constants: dict[str, list[ast.expr]] = defaultdict(list)
        self.classes: list[ast.ClassDef] = []
        self.named: Counter[str] = Counter()
        for module in self.modules.values():
            for name, values in module.constants.items():
                if name.isupper():
                    self.constants[name] += values
            self.classes += module.classes
            self.named.update(each.name for each in module.functions)
        self.markers: dict[str, set[tuple[Kind, Positions]]] = defaultdict(set)
        for kind, markers in MARKERS.items():
            for name, positions in markers.items():
                self.markers[name].add((kind, positions))
        for name in errors(self.classes):
            self.markers[name].add(("refusal", (0,)))

    def key(self, place: str, function: ast.FunctionDef) -> str:
        """Return the key of a function: its name if it is the only one, else with its module."""
        return function.name if self.named[function.name] == 1 else f"{place}:{function.name}"

    def markers_of(self, place: str, name: str) -> Iterator[tuple[Kind, Positions]]:
        """Yield what a function takes that is called in a module."""
        for key in (name, f"{place}:{name}"):
            yield from sorted(self.markers.get(key, ()), key=str)

    @cached_property
    def found(self) -> Found:
        """All templates, once it is known which functions hand them on."""
        while True:
            found = Found()
            for place, module in self.modules.items():
                for call in module.calls:
                    _Reader(place, call, found, self).read()
            known = {(key, kind, p) for key, all_ in self.markers.items() for kind, p in all_}
            new = {(key, kind, (position,)) for key, kind, position in found.handed_on} - known
            if not new:
                return found
            for key, kind, positions in new:
                self.markers[key].add((kind, positions))


@cache
def code() -> Code:
    """Return the code as it is, read once."""
    return Code()


def errors(classes: Sequence[ast.ClassDef]) -> set[str]:
    """Return the errors, by their names, that take a sentence as the base does."""
    names, before = {"DepositaryError"}, 0
    while len(names) > before:
        before = len(names)
        names |= {each.name for each in classes if names & set(map(ast.unparse, each.bases))}
    facts = {"UnknownReference", "AlreadyExpunged", "SaysWho", "CommandAlreadyRecorded", "BadRows"}
    return names - facts


def alternatives(node: ast.expr) -> Sequence[ast.expr]:
    """Return the expressions of which one is meant, as those of a condition or of a table."""
    match node:
        case ast.IfExp():
            return [node.body, node.orelse]
        case (
            ast.Starred(value=inner) | ast.Subscript(value=(ast.Dict() | ast.Subscript()) as inner)
        ):
            return [inner]
        case (
            ast.Call(func=ast.Attribute(attr="get", value=ast.Name() as inner))
            | ast.Call(func=ast.Name(id="MappingProxyType"), args=[inner])
        ):
            return [inner]
        case ast.Dict(values=inside) | ast.Tuple(elts=inside) | ast.List(elts=inside):
            return [each for each in inside if not isinstance(each, ast.Name)]
        case _:
            return []


def has_letters(node: ast.JoinedStr) -> bool:
    """Say whether there are words between the values."""
    parts = (part.value for part in node.values if isinstance(part, ast.Constant))
    return any(letter.isalpha() for part in parts for letter in str(part))


def called(node: ast.Call, place: str) -> str:
    """Return the name of what is called; in the module of errors also by another name."""
    match node.func:
        case ast.Name(id="cls") if place == ERRORS:
            return "DepositaryError"
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="__init__", value=ast.Call()) if place == ERRORS:
            return "DepositaryError"
        case ast.Call(func=ast.Name(id="type")):  # the same error again, with more in it
            return "DepositaryError"
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""


def arguments(node: ast.Call, positions: Positions) -> Iterator[ast.expr]:
    """Yield the arguments at some positions or of some names."""
    for position in positions:
        if isinstance(position, int):
            yield from node.args[position : position + 1]
        else:
            yield from (each.value for each in node.keywords if each.arg == position)
