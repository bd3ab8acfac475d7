"""To which texts an act applied as a whole, and what of them was not open on its day."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.events.texts import Adopted, Closed, MemberAct, Signed, Split, Superseded
from domain.values import ImpreciseDate, surely_by


def not_open(facts: Facts) -> Callable[[Fact[MemberAct]], Collection[str]]:
    """Return what tells which commitments an act could not reach, since they were not open then.

    They were added later; or they were surely closed or replaced by then, and it is a signature.
    """
    added = facts.begun(Adopted)
    closed: list[Fact[Closed | Superseded | Split]] = [
        *facts.begun(Closed),
        *facts.begun(Superseded),
        *facts.begun(Split),
    ]

    @cache
    def on_day(by: date, on: ImpreciseDate, signed: bool) -> Collection[str]:  # noqa: FBT001
        later = {fact.event.commitment for fact in added if fact.by > by}
        gone = {f.event.commitment for f in closed if surely_by(f.on, on)} if signed else set[str]()
        return later | gone

    return lambda act: on_day(act.by, act.on, isinstance(act.event, Signed))


def whole_texts(
    acted: set[str], texts: Mapping[str, Sequence[str]], not_open: Collection[str] = ()
) -> Iterator[str]:
    """Yield the references of texts to which the act applied as a whole, else of commitments.

    What was `not_open` then is no part of the whole.
    """
    for text, commitments in texts.items():
        if acted.isdisjoint(commitments):  # as most are
            continue
        if all(each in acted or each in not_open for each in commitments):
            yield text
        else:
            yield from (each for each in commitments if each in acted)
