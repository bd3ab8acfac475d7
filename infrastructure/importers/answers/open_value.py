"""One thing of a file that only a person can say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.words import Words

NOTHING, SKIP, NOTE = "nothing", "skip", "note"


def named(choices: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    """Return choices as they are shown: a text by its reference and its title."""
    others = {each: title for each, title in titles.items() if title != each}
    return [f"{each} ({others[each]})" if each in others else each for each in choices]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenValue:
    """Something that a person has to say once: what a cell means, or what holds for all rows.

    `column` is "" for a constant, whose name is the `value`; `formats` are those of the two orders
    in which the days of a column can be read, `exchanged` the dates in which day and month may be
    exchanged, with the other reading. `choices` are likely answers, `titles` what
    texts among them are called. `is_unread` says that nothing is recorded from the column.
    `of_file` is the sha256 of the file that alone is asked about, and not its list of next month.
    """

    column: str = ""
    value: str = ""
    rows: tuple[int, ...] = ()
    question: Words
    choices: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[tuple[str, ...], ...] = ()
    exchanged: tuple[tuple[str, str], ...] = ()
    is_unread: bool = False
    of_file: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart: column and value."""
        return self.column, self.value

    @property
    def named_choices(self) -> list[str]:
        """The choices, texts with their titles."""
        return named(self.choices, self.titles)

    @property
    def can_be_answered(self) -> bool:
        """Whether there is an answer; what is to be recorded first has none."""
        return bool(self.column or self.choices)

    @property
    def is_silent(self) -> bool:
        """Whether its rows are recorded where it stays open, and are no bad ones."""
        return bool(self.exchanged or self.is_unread or self.of_file)

    @property
    def is_closed(self) -> bool:
        """Whether nothing else than its `choices` can be answered."""
        return bool(not self.column or self.formats or self.is_silent)
