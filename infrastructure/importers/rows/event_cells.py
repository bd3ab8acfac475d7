"""The cells of a row in which an act would state an event that is on record."""

from collections.abc import Mapping

from application.declarations.act import Act
from application.declarations.text_writing import written
from domain.event import Event
from domain.events.bodies import ScaleRegistered
from domain.events.meetings import DecisionAdopted, QuorumRuleSet, Votes
from domain.events.members import Recoded
from domain.events.progress import ReportingScheduled
from domain.events.voting import VoteTaken

Cells = Mapping[str, str]


class NoRow(Exception):
    """An entry says something that no row can."""


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
        raise NoRow
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
