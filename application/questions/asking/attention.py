"""A hint: what a person should look at, and the command that starts it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.words import worded

SHOWN = 3  # that are named where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionItem:
    """Something that a person should look at, and the command that starts it.

    `of_body` says that the command is for one body, so that a register of several must name it.
    """

    what: str
    command: str
    of_body: bool = True


def first_names(names: Iterable[str]) -> str:
    """Return the first names, each once."""
    once = list(dict.fromkeys(names))
    return ", ".join([*once[:SHOWN], *(["…"] if once[SHOWN:] else [])])


def counted(names: Sequence[str], what: str, command: str) -> Iterator[AttentionItem]:
    """Yield one item about all of these, if there are any; `what` names their {count} and {names}.

    `command` may name the {first} of them.
    """
    if names:
        sentence = worded(what, count=len(names), names=first_names(names))
        yield AttentionItem(what=sentence, command=command.format(first=names[0]))
