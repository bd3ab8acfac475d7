"""Parts of a mapping as TOML."""

import re
from collections.abc import Iterable, Iterator, Mapping

from domain.words import worded
from infrastructure.customary_names.statuses import are_marks, is_yes
from infrastructure.importers.answers.mapping_answers import quoted


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


def marks_for_no(cells: Iterable[str]) -> list[str]:
    """Return the cells that are a word or a mark for no; others are asked about."""
    return [cell for cell in cells if are_marks([cell]) and not is_yes(cell)]


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
