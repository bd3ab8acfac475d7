"""Commitments of a text on which a member acted on another day than its row of the text has."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from application.model_rows import StandingRow
from domain.grouping import grouped
from domain.texts.standing_kinds import Standing
from domain.values import ImpreciseDate
from domain.words import joined, worded

STRENGTH = {standing.value: rank for rank, standing in enumerate(Standing)}
SIGNED_THEN = "On {on}, {members} signed {commitments}."
CONSENTED_THEN = "On {on}, {members} consented to {commitments}."
WITHDRAWN_THEN = "On {on}, {members} withdrew from {commitments}."
_FORMER = "former"


def shown_act(acts: Sequence[StandingRow]) -> StandingRow:
    """Return the act by which a member stands on a text: the strongest, and of ends the last."""
    best = min(acts, key=lambda row: STRENGTH[row.standing])
    if not best.standing.startswith(_FORMER):
        return best
    alike = [row for row in acts if row.standing == best.standing]
    return max(alike, key=lambda row: _latest(row.withdrawn_on))


def on_other_days(all_acts: Collection[Sequence[StandingRow]]) -> Iterator[str]:
    """Yield a note on each day of such acts, with the commitments and who did it."""
    found = [
        ((sentence, on, commitment), acts[0].name)
        for acts in all_acts
        for sentence, on, commitment in _others(acts)
    ]
    of_act = grouped(found).items()
    by_act = grouped(((sentence, on, tuple(who)), text) for (sentence, on, text), who in of_act)
    for (sentence, on, who), commitments in sorted(by_act.items(), key=lambda each: str(each[0])):
        yield worded(sentence, on=on, commitments=joined(", ", commitments), members=", ".join(who))


def _others(acts: Sequence[StandingRow]) -> Iterator[tuple[str, ImpreciseDate, str]]:
    shown = shown_act(acts)
    for act in acts:
        over = act.withdrawn_on if act.standing.startswith(_FORMER) else None
        if over and over != shown.withdrawn_on:
            yield WITHDRAWN_THEN, over, act.commitment
        if act.standing == shown.standing:
            if act.signed_on and act.signed_on != shown.signed_on:
                yield SIGNED_THEN, act.signed_on, act.commitment
            if act.deposited_on and act.deposited_on != shown.deposited_on:
                yield CONSENTED_THEN, act.deposited_on, act.commitment


def _latest(on: ImpreciseDate | None) -> date:
    return (on.latest if on else None) or date.max
