"""Which commitments of a text were open when a member signed: others are no exceptions of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from application.model_rows import StandingRow
from application.questions.asking.ask import contents
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.references import ADOPTED
from domain.event import Event
from domain.events.texts import Adopted, Closed, Signed, Split, Superseded
from domain.values import UNKNOWN, ImpreciseDate, surely_before, surely_by
from domain.words import worded

ADDED = "Added on {on}: {commitment}; a signature from before does not reach it."
CLOSED = "Not open since {on}: {commitment}; who signed since could not sign it."
_ENDS = ("commitment.closed", "commitment.superseded", "commitment.split")
Acts = Sequence[StandingRow]
"""All that one member did on the commitments of a text, a row each."""


def could_be_signed(
    facts: Facts, commitments: Sequence[str], all_acts: Iterable[Acts]
) -> Callable[[Acts], Sequence[str]]:
    """Return what tells of a member which commitments it did or could sign.

    Left out is what it did nothing on, if that was surely closed when it first signed another.
    """
    ends = _ends(facts, {ref for acts in all_acts for ref in _without_act(commitments, acts)})

    def could(acts: Acts) -> Sequence[str]:
        gone = {r for r in _without_act(commitments, acts) if _was_over(ends.get(r), acts)}
        return [each for each in commitments if each not in gone]

    return could


def added_or_closed(
    facts: Facts, commitments: Sequence[str], all_acts: Iterable[Acts]
) -> Iterator[str]:
    """Yield a note on each commitment that was added after a member signed, or closed before."""
    acts_without: dict[str, list[Acts]] = {}
    for acts in all_acts:
        for reference in _without_act(commitments, acts):
            acts_without.setdefault(reference, []).append(acts)
    begun = _days(facts, ADOPTED, acts_without)
    ends = _ends(facts, acts_without)
    for reference in filter(acts_without.__contains__, commitments):
        on = begun.get(reference, UNKNOWN)
        signed = (day for acts in acts_without[reference] for day in _days_of(acts))
        if any(surely_before(day, on) for day in signed):
            yield worded(ADDED, commitment=reference, on=on)
        end = ends.get(reference)
        if any(_was_over(end, acts) for acts in acts_without[reference]):
            yield worded(CLOSED, commitment=reference, on=end)


def not_open(facts: Facts) -> Callable[[Fact[Event]], Collection[str]]:
    """Return what tells which commitments an act could not reach, since they were not open then.

    They were added later; or they were surely closed or replaced by then, and it is a signature.
    """
    added = facts.known(Adopted)
    closed: list[Fact[Closed | Superseded | Split]] = [
        *facts.known(Closed),
        *facts.known(Superseded),
        *facts.known(Split),
    ]

    @cache
    def on_day(by: date, on: ImpreciseDate, kind: type[Event]) -> Collection[str]:
        later = {fact.event.commitment for fact in added if fact.by > by}
        over = closed if kind is Signed else ()
        return later | {fact.event.commitment for fact in over if surely_by(fact.on, on)}

    return lambda act: on_day(act.by, act.on, type(act.event))


def _without_act(commitments: Sequence[str], acts: Acts) -> Iterator[str]:
    own = {each.commitment for each in acts}
    return (each for each in commitments if each not in own)


def _days_of(acts: Acts) -> list[ImpreciseDate]:
    return [each.signed_on or each.deposited_on or UNKNOWN for each in acts]


def _was_over(end: ImpreciseDate | None, acts: Acts) -> bool:
    return end is not None and all(surely_by(end, day) for day in _days_of(acts))


def _ends(facts: Facts, commitments: Collection[str]) -> Mapping[str, ImpreciseDate]:
    """Return from when commitments are no longer open, of those that are closed or replaced.

    What is closed may be replaced later; then it counts when it was closed.
    """
    found: dict[str, ImpreciseDate] = {}
    for topic in _ENDS:
        for reference, on in _days(facts, topic, commitments).items():
            known = found.get(reference, on)
            found[reference] = min(known, on, key=lambda day: day.latest or date.max)
    return found


def _days(facts: Facts, topic: str, commitments: Collection[str]) -> Mapping[str, ImpreciseDate]:
    """Return the day of what is recorded of commitments under a topic, by their references."""
    if not commitments:
        return {}
    found = contents(facts.read_model, facts.taskforce, topic, facts.at, [*commitments])
    return {str(event["commitment"]): row.effective_on or UNKNOWN for row, event in found}
