"""Who acted for whom at a meeting, and who spoke for a member, a sentence each."""

from collections.abc import Collection, Mapping

from application.questions.asking.fact import Fact
from application.questions.meetings.presence import at_hour
from application.reports.body_context import Body
from domain.events.voting import ProxyGiven, RepresentativeChanged
from domain.meetings.presence import Moment, Room
from domain.values import ImpreciseDate
from domain.words import worded

_ACTED: Mapping[tuple[bool, int], str] = {
    (False, 0): "{holder} acted for {giver}.",
    (False, 1): "{holder} acted for {giver} on item {item}.",
    (False, 2): "{holder} acted for {giver} on items {items}.",
    (True, 0): "{holder} acted for {giver} from {hour}.",
    (True, 1): "{holder} acted for {giver} from {hour} on item {item}.",
    (True, 2): "{holder} acted for {giver} from {hour} on items {items}.",
}
"""By whether it says from which hour on, and on how many items: on all, one or several."""
_GAVE: Mapping[tuple[bool, int], str] = {
    (False, 0): "{giver} gave its proxy to {holder}.",
    (False, 1): "{giver} gave its proxy to {holder} on item {item}.",
    (False, 2): "{giver} gave its proxy to {holder} on items {items}.",
    (True, 0): "{giver} gave its proxy to {holder} from {hour}.",
    (True, 1): "{giver} gave its proxy to {holder} from {hour} on item {item}.",
    (True, 2): "{giver} gave its proxy to {holder} from {hour} on items {items}.",
}
"""The same of a holder that is not on record as having been there then, as an active member."""
ACTED_BY_GAVE = {_GAVE[key]: acted for key, acted in _ACTED.items()}


def acted_from(room: Room, there: Collection[str], fact: Fact[ProxyGiven]) -> Moment | None:
    """Return from when the holder of a proxy acted by it, as far as is known; None: not at all.

    `there` are the active members that took part. Where nobody wrote down who came, it acted.
    """
    since = (fact.by, fact.event.from_hour or "")
    known = room.acts_from(fact.event, since) if fact.event.holder in there else None
    return since if known is None and room.opening is None else known


def proxy_in_words(body: Body, room: Room, there: Collection[str], fact: Fact[ProxyGiven]) -> str:
    """Return what came of a proxy, from the hour at which its holder was there; see above."""
    proxy, items = fact.event, fact.event.items
    values = {"holder": body.called(proxy.holder), "giver": body.called(proxy.giver)}
    began = acted_from(room, there, fact)
    if proxy.from_hour:
        day, hour = began or (fact.by, proxy.from_hour)
        values["hour"] = at_hour(room, day, hour)
    if items:
        values["item" if len(items) == 1 else "items"] = ", ".join(items)
    kind = (bool(proxy.from_hour), min(len(items), 2))
    template = _ACTED[kind] if began else _GAVE[kind]
    said = worded(template, **values)
    return said if proxy.from_hour else _on_day(room, fact.on, said)


def representative_in_words(body: Body, room: Room, fact: Fact[RepresentativeChanged]) -> str:
    """Return which office spoke for a member, and from when on."""
    changed = fact.event
    values = {"office": changed.office, "member": body.called(changed.member)}
    if changed.hour:
        hour = at_hour(room, fact.by, changed.hour)
        return worded("{office} spoke for {member} from {hour}.", hour=hour, **values)
    return _on_day(room, fact.on, worded("{office} spoke for {member}.", **values))


def _on_day(room: Room, day: ImpreciseDate, said: str) -> str:
    """Return a sentence without an hour, with its day where the meeting has several."""
    return worded("{day}: {sentence}", day=day, sentence=said) if room.has_several_days else said
