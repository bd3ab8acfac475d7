"""The shape of a hint: what a person should look at, and the command that starts it."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 3  # that are named where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Something that a person should look at, and the command that starts it.

    `of_body` says that the command is for one body, so that a register of several must name it.
    """

    what: str
    command: str
    of_body: bool = True


def some(names: Iterable[str]) -> str:
    """Return the first names, each once."""
    once = list(dict.fromkeys(names))
    return ", ".join([*once[:SHOWN], *(["…"] if once[SHOWN:] else [])])
