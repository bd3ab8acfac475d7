"""One thing of a file that only a person can say."""

from dataclasses import dataclass

from domain.words import Words

NOTHING, SKIP, NOTE = "nothing", "skip", "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenValue:
    """Something that a person has to say once: what a cell means, or what holds for all rows.

    `column` is "" for a constant, whose name is the `value`; `formats` are those of the two orders
    in which the days of a column can be read, `exchanged` the dates in which day and month may be
    exchanged, with the other reading. `choices` are likely answers, `is_unread` says that nothing
    is recorded from the column.
    """

    column: str = ""
    value: str = ""
    rows: tuple[int, ...] = ()
    question: Words
    choices: tuple[str, ...] = ()
    formats: tuple[tuple[str, ...], ...] = ()
    exchanged: tuple[tuple[str, str], ...] = ()
    is_unread: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart: column and value."""
        return self.column, self.value

    @property
    def is_closed(self) -> bool:
        """Whether nothing else than its `choices` can be answered."""
        return bool(not self.column or self.formats or self.exchanged or self.is_unread)
