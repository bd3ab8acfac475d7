"""What translators translate: a message, and what kind of words it is."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from infrastructure.language import CODE

Kind: TypeAlias = Literal[
    "sentence", "refusal", "meaning", "label", "report", "help", "event", "code"
]


@dataclass(frozen=True, slots=True)
class Message:
    """A template and where it stands; the line is 0 where it is declared, not an argument."""

    kind: Kind
    template: str
    place: str
    line: int = 0

    @property
    def context(self) -> str | None:
        """What a catalogue adds where the same words may mean something else; mostly nothing."""
        return CODE if self.kind == "code" else None

    @property
    def key(self) -> str:
        """What tells it from all others: the template, of a value of a closed list with `code|`."""
        return f"{self.context}|{self.template}" if self.context else self.template
