"""The shape of a hint: what a person should look at, and the command that starts it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Something that a person should look at, and the command that starts it.

    `of_body` says that the command is for one body, so that a register of several must name it.
    """

    what: str
    command: str
    of_body: bool = True
