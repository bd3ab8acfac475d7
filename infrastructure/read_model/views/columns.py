"""What tables are made of, as the schema writes them down and analysts read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from application.questions.asking.answer_fields import PROVISIONAL, AnswerField


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """One column; `null` says that it may be empty."""

    name: str
    type: type[int] | type[str]
    sentence: str
    null: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTable:
    """One table; `refers` are (column, table, its column), `indexes` are made after a load.

    `seldom` are columns with an index of the few rows of which a condition is true, `inside` fields
    of the content with an index within a body, each of the rows of one topic.
    """

    name: str
    sentence: str
    columns: tuple[SqlColumn, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str, str], ...] = ()
    unique: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    seldom: tuple[tuple[str, str], ...] = ()
    inside: tuple[tuple[str, str], ...] = ()

    @property
    def insert(self) -> str:
        """The statement that adds one row, its values in the order of the columns."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.name} VALUES ({marks})"  # noqa: S608  # our own name


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A table or view as analysts see it; columns are (name, type, sentence)."""

    name: str
    kind: str
    sentence: str
    columns: tuple[tuple[str, str, str], ...]


def dated(field: AnswerField) -> tuple[SqlColumn, ...]:
    """Return the three columns of an imprecise date."""
    name, sentence = field.key, field.sentence[:-1]
    return (
        SqlColumn(name, str, f"{sentence}, as precisely as it is known.", null=True),
        SqlColumn(f"{name}_earliest", str, f"First day that {name} can mean.", null=True),
        SqlColumn(f"{name}_latest", str, f"Last day that {name} can mean.", null=True),
    )


def of_answers(given: Iterable[AnswerField], never_empty: frozenset[str]) -> Iterator[SqlColumn]:
    """Yield the columns of fields that answers have too; what is true or false is a number."""
    for each in given:
        if each.is_dated:
            yield from dated(each)
        else:
            kind = int if each is PROVISIONAL else str
            yield SqlColumn(each.key, kind, each.sentence, null=each.key not in never_empty)
