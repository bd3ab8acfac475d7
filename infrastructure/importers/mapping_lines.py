"""A proposed mapping, and parts of one as TOML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from domain.words import Words, worded
from infrastructure.importers.answers.mapping_answers import quoted


@dataclass(slots=True)
class Proposal:
    """A mapping as TOML, and in sentences what was understood and what is not used.

    `acts` are the names of the acts that it would record; without any, there is no proposal.
    """

    toml: str = ""
    acts: list[str] = field(default_factory=list)
    understood: list[Words] = field(default_factory=list)
    unused: list[Words] = field(default_factory=list)


def from_column(column: str, **more: str) -> str:
    """Say that a value stands in a column; `more` are keys with values in TOML."""
    pairs = {"column": quoted(column), **more}
    return f"{{ {', '.join(f'{key} = {value}' for key, value in pairs.items())} }}"


def rule_of(act: str, when: str, given: Mapping[str, str]) -> str:
    """Return the rule for an act: when it applies, and its parameters, with values in TOML."""
    lines = ["", "[[act]]", f"record = {quoted(act)}", f"when = {when}", "[act.with]"]
    return "\n".join([*lines, *(f"{name} = {origin}" for name, origin in given.items())])


def value_maps(maps: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield what cells mean, by the name of a map."""
    for name, meant in maps.items():
        yield from ("", f"[values.{name}]")
        yield from (f"{quoted(cell)} = {quoted(meaning)}" for cell, meaning in meant.items())


def head(file: str, unused: Iterable[str], number: int) -> Iterator[str]:
    """Yield what stands above a mapping that is proposed for a file, and its name."""
    yield comment(worded("Proposed for {name}. Look at every line before you use it.", name=file))
    yield from (comment(worded("Not used: {sentence}", sentence=each)) for each in unused)
    yield f"name = {quoted(name_after(file) + f'-{number}' * (number > 1))}"


def comment(text: str) -> str:
    """Return a text as a comment of one line."""
    return "# " + "".join(letter if letter.isprintable() else " " for letter in text)


def name_after(file: str) -> str:
    """Return what a mapping is called after the file of that name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", file.rpartition(".")[0]).strip("-")[:60] or "table"
