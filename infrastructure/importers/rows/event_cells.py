"""The cells of a row in which an act would state an event on record, and what they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from application.declarations.act import Act
from application.declarations.text_writing import written
from domain.event import Event
from domain.events.bodies import ScaleRegistered
from domain.events.meetings import DecisionAdopted, QuorumRuleSet, Votes
from domain.events.members import Recoded
from domain.events.progress import ReportingScheduled
from domain.events.voting import VoteTaken
from infrastructure.importers.rows.act_request import ACTS

Cells = Mapping[str, str]


class NoRow(Exception):
    """An entry says something that no row can; named is the column that cannot hold it, if any."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that no row can say, or that rests on one which the audience may not see.

    `said` is what it says, in a few words. `missing` is the code or reference of what it names,
    where no row begins that. `column` is the one whose cell cannot say what it says, since there
    are signs in it that part values.
    """

    position: int
    said: str
    missing: str = ""
    column: str = ""


def cell_of(act: type[Act], name: str, event: Event) -> str:
    """Return what an event says as the cell of a field, "" where it has no such field.

    Raises:
        NoRow: no text says just that.
    """
    stored = act.STORED_AS.get(name, name)
    if stored not in type(event).model_fields:
        return ""
    text = written(act, name, getattr(event, stored))
    if text is None:
        raise NoRow(name)
    return text


def in_other_words(event: Event) -> Cells:
    """Return the cells of fields for which an act asks in other parts than its event has.

    Raises:
        NoRow: members have their codes of today in all rows, so that none was recoded.
    """
    match event:
        case ScaleRegistered():
            return {"high": "; ".join(each.value for each in event.values if each.high)}
        case QuorumRuleSet():
            share = f"{event.numerator}/{event.denominator}"
            return {"enough": str(event.number) if event.number else share}
        case ReportingScheduled():
            first = event.first
            return {
                "due_on": first.due_on.isoformat(),
                "period_from": first.period_from.isoformat(),
                "period_until": first.period_until.isoformat(),
            }
        case DecisionAdopted():
            return _votes(event.votes)
        case VoteTaken():
            return _votes(event.tally)
        case Recoded():
            raise NoRow
        case _:
            return {}


def _votes(votes: Votes | None) -> Cells:
    names = ("in_favour", "against", "abstained")
    return {name: str(getattr(votes, name)) if votes else "" for name in names}


class NamedThings:
    """The codes and references that the rows of a file begin, by the columns that name them."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def add(self, row: Cells) -> None:
        """Note what a row begins."""
        act = ACTS[row["act"]]
        begins = "decision" if act.ROW == "vote" else act.BEGINS
        for column in _OTHERWISE.get(act.ROW, (begins,) if begins else ()):
            self._known.add((column, row.get(begins, "")))
        for action in row.get("actions", "").split(";"):
            self._known.add(("action", action.partition("|")[0].strip()))

    def missing(self, row: Cells) -> str:
        """Return what a row names that no row begins, "" for nothing."""
        return next((name for column, name in _named(row) if (column, name) not in self._known), "")


def _named(row: Cells) -> Iterator[tuple[str, str]]:
    """Yield what a row names, with the column in which others name it, too."""
    act = ACTS[row["act"]]
    for column, cell in row.items():
        if (act.ROW, column) in _ELSEWHERE or column == act.BEGINS:
            continue
        if column in _IN_LISTS:
            yield from ((_IN_LISTS[column], each.strip()) for each in cell.split(";"))
        elif (meant := _MEANT.get(column, column)) in _NAMING:
            yield meant, cell


_OTHERWISE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "task": ("task",),
        "instrument": ("instrument", "commitment"),
        "initiative": ("initiative",),
        "reference_group": ("group",),
        "vote": ("decision",),
    }
)
"""Rows that begin what other columns name; other rows begin what columns of their own name do."""
_MEANT: Mapping[str, str] = MappingProxyType({"at": "meeting", "by": "commitment"})
_IN_LISTS: Mapping[str, str] = MappingProxyType({"into": "commitment", "commitments": "commitment"})
_ELSEWHERE = frozenset({("decide", "decision"), ("reply", "decision"), ("offer_help", "by")})
"""Cells that begin a thing, name one that may come later, or something else."""
_NAMING = frozenset(
    column
    for act in ACTS.values()
    for column in _OTHERWISE.get(act.ROW, (act.BEGINS,) if act.BEGINS and not act.FOUNDS else ())
) | {"action"}
