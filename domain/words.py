"""Words for people: written in English where they are said, translated where they are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Self

Language = Callable[[str], str]
"""Gives the template in its language, the English one where it has none (as `gettext` does)."""


class Words(str):
    """A whole sentence or label in English that knows from what it was made.

    It is an ordinary text wherever a text is wanted. `template` is what translators see, in the
    notation of `str.format`; `values` are put into it, and may be words themselves.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] = MappingProxyType({})) -> Self:
        """Fill in the values; a template without values is taken literally."""
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, values
        return made

    def __str__(self) -> str:
        """Return itself, so that an error's text still knows its template."""
        return self

    def __reduce__(self) -> tuple[type["Words"], tuple[str, dict[str, object]]]:
        """Keep template and values when it is copied."""
        return Words, (self.template, dict(self.values))


def worded(template: str, /, **values: object) -> Words:
    """Say something to people, marked for translation: a whole sentence, with named values.

    A sentence that knows its values already is returned as it is.
    `worded("There is no {kind} {code!r}.", kind="member", code="KEN")`. Without values braces are
    literal. A sentence is never put together from pieces, since languages order them otherwise.

    Raises:
        KeyError: the template names a value that is not given.
    """
    if isinstance(template, Words) and not values:
        return template
    return Words(template, values)


def joined(separator: str, parts: Iterable[str]) -> Words:
    """Put words of a list behind each other, each of which is translated by itself."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Words(separator.join(f"{{{name}}}" for name in values), values)


def listed(parts: Sequence[str]) -> str:
    """Put words behind each other as a list in a sentence: A, B and C."""
    if len(parts) < 2:  # noqa: PLR2004  # one item is no list
        return parts[0] if parts else ""
    return worded("{items} and {last}", items=joined(", ", parts[:-1]), last=parts[-1])


def either(parts: Sequence[str]) -> str:
    """Put what can be typed behind each other as a choice, each as it is: A, B or C."""
    kept = [Words("{text}", {"text": part}) for part in parts]
    if len(kept) < 2:  # noqa: PLR2004  # one item is no choice
        return kept[0] if kept else ""
    return worded("{items} or {last}", items=joined(", ", kept[:-1]), last=kept[-1])


def unchanged(name: str, value: object) -> object:
    """Return a value as it is."""
    del name
    return value


def as_it_is(template: str, values: Mapping[str, object]) -> str:
    """Return a template as it is."""
    del values
    return template


def in_language(
    text: str,
    language: Language,
    shown: Callable[[str, object], object] = unchanged,
    fitted: Callable[[str, Mapping[str, object]], str] = as_it_is,
) -> str:
    """Say `text` in another language; a text that is no `Words` stays as it is.

    `shown` gives a value, by its name, as that language has it; words among the values are said
    in it anyway. `fitted` gives a template as it is before these values. What comes out are words,
    too.
    """
    if not isinstance(text, Words):
        return text
    values = {
        name: in_language(value, language, shown, fitted)
        if isinstance(value, Words)
        else shown(name, value)
        for name, value in text.values.items()
    }
    return Words(fitted(language(text.template), values), values)
