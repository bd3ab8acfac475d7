"""To which texts an act applied as a whole, and what of them was not open on its day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.events.texts import Adopted, Closed, Split, Superseded


def not_open_on(facts: Facts, days: Collection[date]) -> Mapping[date, Collection[str]]:
    """Return by day the commitments that were added later, or closed or replaced by then."""
    added = facts.begun(Adopted)
    closed: list[Fact[Closed | Superseded | Split]] = [
        *facts.begun(Closed),
        *facts.begun(Superseded),
        *facts.begun(Split),
    ]
    return {
        day: {fact.event.commitment for fact in added if fact.by > day}
        | {fact.event.commitment for fact in closed if fact.by <= day}
        for day in days
    }


def whole_texts(
    acted: set[str], texts: Mapping[str, Sequence[str]], not_open: Collection[str] = ()
) -> Iterator[str]:
    """Yield the references of texts to which the act applied as a whole, else of commitments.

    What was `not_open` then, since it was added later or closed before, is no part of the whole.
    """
    for text, commitments in texts.items():
        if acted.isdisjoint(commitments):  # as most are
            continue
        if all(each in acted or each in not_open for each in commitments):
            yield text
        else:
            yield from (each for each in commitments if each in acted)
