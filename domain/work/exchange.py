"""Refuses acts that name nothing on record or follow a body's end; asks for evidence to join."""

from domain.errors import BEGUN_BY, Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import Dissolved, Established, RecordKeptFrom
from domain.events.members import Applied
from domain.history import History
from domain.suggestions import near
from domain.values import ImpreciseDate, surely_before, surely_by
from domain.work.rules import NAMES, RESTS


def must_name_what_is_there(history: History, event: Event) -> None:
    """Refuse an event that names a task, an input, a meeting … that this body does not have.

    Raises:
        UnknownReference: with those that look alike.
    """
    for rest in (*RESTS, *NAMES):
        if not isinstance(event, rest.kind):
            continue
        name: object = getattr(event, rest.field)
        if name is not None and not history.having(rest.named, rest.by, name):
            known = [str(getattr(each, rest.by)) for _, each in history.each(rest.named)]
            begun_by = BEGUN_BY.get(rest.word, "")
            raise UnknownReference(rest.word, str(name), near(str(name), known), begun_by)


def must_not_be_dissolved(history: History, on: ImpreciseDate) -> None:
    """Refuse what would surely happen after the body's end.

    Raises:
        Refused: it was dissolved before that day.
    """
    for entry, _ in history.each(Dissolved):
        if surely_before(entry.begins, on):
            raise Refused(
                "The body was dissolved on {begins}; nothing new begins after it.",
                begins=entry.begins,
            )


def asks_for_evidence(body: History, on: ImpreciseDate) -> str | None:
    """Return the rule on who may join, where the record can be asked for evidence on that day.

    None for a body without such a rule, for days that may be of its founding, and for those that
    may be before its record is kept: what was shown then, nobody was there to record.
    """
    founded, kept = body.last(Established), body.last(RecordKeptFrom)
    if founded is None or founded[1].eligibility is None:
        return None
    later = surely_before(founded[0].begins, on)
    recorded = kept is None or surely_by(kept[0].begins, on)
    return founded[1].eligibility if later and recorded else None


def has_shown_evidence(member: History, on: ImpreciseDate) -> bool:
    """Say whether an expression of interest with evidence may have come by that day."""
    return any(
        applied.evidence and not surely_before(on, entry.begins)
        for entry, applied in member.each(Applied)
    )
