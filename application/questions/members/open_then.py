"""How a member stands on a text of several commitments: which were open, and on which days.

What was not open when it signed is no exception of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from application.model_rows import StandingRow
from application.questions.asking.ask import contents
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.references import ADOPTED
from domain.event import Event
from domain.events.texts import Adopted, Closed, Signed, Split, Superseded
from domain.texts.standing_kinds import Standing
from domain.values import UNKNOWN, ImpreciseDate, surely_by
from domain.words import joined, worded

STRENGTH = {standing.value: rank for rank, standing in enumerate(Standing)}
SIGNED_THEN = worded("Signed on another day: {commitments}, by {members} ({on}).")
CONSENTED_THEN = worded("Consented to on another day: {commitments}, by {members} ({on}).")
IN_FORCE_THEN = worded("In force from another day: {commitments}, for {members} ({on}).")
WITHDRAWN_THEN = worded("Withdrawn from on another day: {commitments}, by {members} ({on}).")
_FORMER = "former"
_Told: TypeAlias = tuple[str, ImpreciseDate, tuple[str, ...]]
"""A sentence, its day, and the members of which it is."""
ADDED = "Added on {on}: {commitment}; a signature from before does not reach it."
CLOSED = "Not open since {on}: {commitment}; who signed since could not sign it."
_CLOSED, _REPLACED = "commitment.closed", ("commitment.superseded", "commitment.split")
Acts = Sequence[StandingRow]
"""All that one member did on the commitments of a text, a row each."""


class Ends(NamedTuple):
    """From when a commitment was closed for signature, and from when it was replaced, if it was."""

    closed: ImpreciseDate | None = None
    replaced: ImpreciseDate | None = None

    @property
    def on(self) -> ImpreciseDate:
        """From when nobody can sign it."""
        return _earlier(self.closed, self.replaced) or UNKNOWN

    def before(self, act: StandingRow) -> bool:
        """Say whether it was surely over when a member did something on another commitment.

        Who consents without a signature can do so of what is closed for signature.
        """
        on = self.on if act.signed_on else self.replaced
        return on is not None and surely_by(on, _day_of(act))


def ends_of(
    facts: Facts, commitments: Collection[str], all_acts: Iterable[Acts]
) -> Mapping[str, Ends]:
    """Return from when commitments are no longer open, of those that are closed or replaced.

    Nothing is asked where every member did something on all of them.
    """
    found: dict[str, Ends] = {}
    if all(len(acts) == len(commitments) for acts in all_acts):
        return found
    own = frozenset(commitments)
    for topic in (_CLOSED, *_REPLACED):
        name = "closed" if topic == _CLOSED else "replaced"
        for reference, on in _days(facts, topic):
            if reference in own:
                known = found.get(reference, Ends())
                found[reference] = known._replace(**{name: _earlier(getattr(known, name), on)})
    return found


def signable(commitments: Sequence[str], acts: Acts, ends: Mapping[str, Ends]) -> Sequence[str]:
    """Return which commitments a member did or could sign.

    Left out is what it did nothing on, if that was surely closed when it first signed another.
    """
    gone = {reference for reference in ends if _was_over(reference, acts, ends)}
    return [each for each in commitments if each not in gone] if gone else commitments


def added_or_closed(
    facts: Facts,
    commitments: Sequence[str],
    all_acts: Collection[Acts],
    ends: Mapping[str, Ends],
) -> Iterator[str]:
    """Yield a note on each commitment that was added after a member signed, or closed before."""
    signed: dict[str, date] = {}  # by the commitment that a member did not sign, the first day
    for acts in all_acts:
        days = [_day_of(each).latest for each in acts]
        first = min(filter(None, days), default=date.max)
        for reference in set(commitments).difference(each.commitment for each in acts):
            signed[reference] = min(first, signed.get(reference, first))
    for reference, on in _days(facts, ADOPTED, [*signed]) if signed else ():
        if on.earliest and signed[reference] < on.earliest:
            yield worded(ADDED, commitment=reference, on=on)
    for reference, end in ends.items():
        if any(_was_over(reference, acts, ends) for acts in all_acts):
            yield worded(CLOSED, commitment=reference, on=end.on)


def closings(facts: Facts) -> list[Fact[Closed | Superseded | Split]]:
    """Return by what commitments were closed or replaced, kind by kind."""
    return [*facts.known(Closed), *facts.known(Superseded), *facts.known(Split)]


def not_open(facts: Facts) -> Callable[[Fact[Event]], Collection[str]]:
    """Return what tells which commitments an act could not reach, since they were not open then.

    They were added later; or they were surely closed or replaced by then, and it is a signature.
    """
    added, closed = facts.known(Adopted), closings(facts)

    @cache
    def on_day(by: date, on: ImpreciseDate, kind: type[Event]) -> Collection[str]:
        later = {fact.event.commitment for fact in added if fact.by > by}
        over = closed if kind is Signed else ()
        return later | {fact.event.commitment for fact in over if surely_by(fact.on, on)}

    return lambda act: on_day(act.by, act.on, type(act.event))


def _day_of(act: StandingRow) -> ImpreciseDate:
    return act.signed_on or act.deposited_on or UNKNOWN


def _earlier(*days: ImpreciseDate | None) -> ImpreciseDate | None:
    return min(filter(None, days), key=lambda day: day.latest or date.max, default=None)


def _was_over(reference: str, acts: Acts, ends: Mapping[str, Ends]) -> bool:
    """Say whether a commitment was over before all that a member did, which was on others."""
    end = ends[reference]
    return all(each.commitment != reference and end.before(each) for each in acts)


def _days(
    facts: Facts, topic: str, commitments: Sequence[str] | None = None
) -> list[tuple[str, ImpreciseDate]]:
    """Return what is recorded of commitments, or of some, under a topic, each with its day."""
    found = contents(facts.read_model, facts.taskforce, topic, facts.at, commitments)
    return [(str(event["commitment"]), row.effective_on or UNKNOWN) for row, event in found]


def shown_act(acts: Acts) -> StandingRow:
    """Return the act by which a member stands on a text: the strongest, and of ends the last."""
    best = min(acts, key=lambda row: STRENGTH[row.standing])
    if not best.standing.startswith(_FORMER):
        return best
    last = max((row for row in acts if row.standing.startswith(_FORMER)), key=_over_by)
    return best._replace(withdrawn_on=last.withdrawn_on, withdrawn=last.withdrawn)


def on_other_days(all_acts: Collection[Acts]) -> Iterator[str]:
    """Yield a note on each day of such acts, with the commitments and who did it."""
    who: dict[tuple[str, ImpreciseDate, str], list[str]] = {}  # without a module more to load
    for acts in all_acts:
        for act in _others(acts):
            who.setdefault(act, []).append(acts[0].name)
    by_act: dict[_Told, list[str]] = {}
    for (sentence, on, commitment), names in who.items():
        by_act.setdefault((sentence, on, tuple(names)), []).append(commitment)
    for (sentence, on, members), commitments in sorted(by_act.items(), key=_in_order):
        named = joined(", ", [worded("{commitment}", commitment=each) for each in commitments])
        yield worded(sentence, on=on, commitments=named, members=", ".join(members))


def _in_order(told: tuple[_Told, Sequence[str]]) -> tuple[object, ...]:
    (sentence, on, members), commitments = told
    return on.latest or date.max, sentence, commitments, members


def _others(acts: Acts) -> Iterator[tuple[str, ImpreciseDate, str]]:
    shown = shown_act(acts)
    for act in acts:
        over = act.withdrawn_on if act.standing.startswith(_FORMER) else None
        for sentence, on, day in (
            (SIGNED_THEN, act.signed_on, shown.signed_on),
            (CONSENTED_THEN, act.deposited_on, shown.deposited_on),
            (IN_FORCE_THEN, act.in_force_on, shown.in_force_on),
            (WITHDRAWN_THEN, over, shown.withdrawn_on),
        ):
            if on and on != day:
                yield sentence, on, act.commitment


def _over_by(act: StandingRow) -> date:
    return (act.withdrawn_on.latest if act.withdrawn_on else None) or date.min
