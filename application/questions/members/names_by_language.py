"""What a body and its members are called in other languages, as the secretariat recorded it."""

from collections.abc import Mapping
from datetime import date

from application.model_rows import AsOf
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.codes import Codes
from domain.events.bodies import BodyNameRecorded, Established
from domain.events.members import Applied, Joined, NameRecorded, Renamed
from domain.log.expunging import REMOVED
from domain.members.names_by_language import GivenName, name_said_on
from domain.values import MemberKind

BODY, SHORT = "body", "short name"
"""What stands for names of the body itself beside the codes of its members, which are capitals."""


def recorded_names(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, Mapping[str, str]]:
    """Return by language and by code what members are called, as an audience may know it.

    What the body itself is called stands under `BODY` and `SHORT`.
    """
    facts = Facts(read_model, taskforce, as_of)
    given: dict[str, dict[str, list[GivenName]]] = {}
    found: list[Fact[NameRecorded | BodyNameRecorded]] = [
        *facts.known(NameRecorded),
        *facts.known(BodyNameRecorded),
    ]
    for fact in found:
        names, dated = given.setdefault(fact.event.language, {}), fact.on.latest is not None
        for code, name in _called(fact.event, facts.codes).items():
            if name != REMOVED:
                given_name = GivenName(fact.by, fact.order, name, dated)
                names.setdefault(code, []).append(given_name)
    return {
        language: {code: name_said_on(each, as_of.on) for code, each in names.items()}
        for language, names in given.items()
    }


def official_names(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, tuple[str, MemberKind | None]]:
    """Return by official name whose it is, and of what kind that member is.

    Names from before and after the day are among them, since a member that does not belong on the
    day is called by one of these; where two members have one name, it is that of the day. A name
    that the body has as well is the member's, and what is the code of the body is no name.
    """
    facts = Facts(read_model, taskforce, as_of)
    kinds: dict[str, MemberKind] = {}
    found: dict[str, str] = {}
    for founded in facts.known(Established):
        found |= {founded.event.short_name or "": SHORT, founded.event.name: BODY}
    for fact in facts.known(Joined):
        code = facts.codes.of(fact.event.member)
        kinds[code] = fact.event.kind
        if fact.event.name:
            found[fact.event.name] = code
    for renamed in facts.known(Renamed):
        found[renamed.event.name] = facts.codes.of(renamed.event.member)
    found |= {row.name: row.member for row in read_model.members(taskforce, as_of)}
    no_names = (REMOVED, taskforce, "")
    return {name: (code, kinds.get(code)) for name, code in found.items() if name not in no_names}


def names_in_turn(facts: Facts, member: str) -> list[Fact[Applied | Joined | Renamed]]:
    """Return what gave a member each of its official names by the day, one after the other.

    Where it is not known on which day it first applied or joined, that is before all others, but
    for the application with which it began.
    """
    applied = [each for each in facts.known(Applied) if each.event.member == member]
    joined = [each for each in facts.known(Joined) if each.event.member == member]
    renamed = [each for each in facts.known(Renamed) if each.event.member == member]
    found: list[Fact[Applied | Joined | Renamed]] = [*applied, *joined, *renamed]
    since = {each.entry: each.by for each in found}
    for first in (*applied[:1], *joined[:1]):
        if first.on.latest is None:
            earlier = (since[each.entry] for each in applied if each.entry < first.entry)
            since[first.entry] = max(earlier, default=date.min)
    found.sort(key=lambda each: (since[each.entry], each.entry))
    named = [each for each in found if each.event.name and since[each.entry] <= facts.at.on]
    return [
        each
        for before, each in zip([None, *named], named, strict=False)
        if before is None or before.event.name != each.event.name
    ]


def _called(event: NameRecorded | BodyNameRecorded, codes: Codes) -> dict[str, str]:
    """Return the names that an event gives, by whose they are."""
    if isinstance(event, NameRecorded):
        return {codes.of(event.member): event.name}
    return {BODY: event.name, SHORT: event.short_name or event.name}
