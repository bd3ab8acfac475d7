"""Which acts confirmations and entries into force are about, where they do not name one."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.event import Event, whose
from domain.events.texts import EnteredIntoForce, SignatureConfirmed
from domain.texts.confirmed_acts import may_be_retroactive
from domain.values import surely_before

Meant = TypeVar("Meant", SignatureConfirmed, EnteredIntoForce)


def confirmed_acts(
    facts: Facts, kind: type[Meant], may_be: Callable[[Event], bool]
) -> Iterator[tuple[Fact[Meant], str]]:
    """Yield confirmations or entries into force that stand, with the id of the act of each.

    The act is named, or the last one for which `may_be` is true that may have stood on that day;
    failing that, the first that may take effect before its deposit.
    """
    for fact in facts.known(kind):
        acts = [act for act in facts.acts_of(whose(fact.event)) if may_be(act.event)]
        acts.sort(key=lambda act: (act.by, act.entry))
        over = facts.ended_by(fact.on.earliest) if fact.on.earliest else frozenset[str]()
        may_stand = (a for a in acts if not surely_before(fact.on, a.on))
        stood = [a for a in may_stand if a.entry_id not in over]
        found = stood[-1:] or [a for a in acts if may_be_retroactive(a.event)][:1]
        if fact.event.act is not None:
            yield fact, str(fact.event.act)
        elif found:
            yield fact, found[0].entry_id
