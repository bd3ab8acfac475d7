"""What members are called in other languages, as the secretariat recorded it."""

from collections.abc import Mapping

from application.answers import AsOf
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.events.members import Joined, NameRecorded, Renamed
from domain.members.duplicates import name_in
from domain.members.names_by_language import GivenName, name_said_on
from domain.values import MemberKind


def recorded_names(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, Mapping[str, str]]:
    """Return by language and by code what members are called, as an audience may know it."""
    facts = Facts(read_model, taskforce, as_of)
    given: dict[str, dict[str, list[GivenName]]] = {}
    for fact in facts.known(NameRecorded):
        if name := name_in(fact.event):
            names = given.setdefault(fact.event.language, {})
            code = facts.codes.of(fact.event.member)
            dated = fact.on.latest is not None
            names.setdefault(code, []).append(GivenName(fact.by, fact.order, name, dated))
    return {
        language: {code: name_said_on(each, as_of.on) for code, each in names.items()}
        for language, names in given.items()
    }


def official_names(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, tuple[str, MemberKind | None]]:
    """Return by official name whose it is, and of what kind that member is.

    Names from before and after the day are among them, since a member that does not belong on the
    day is called by one of these; where two members have one name, it is that of the day.
    """
    facts = Facts(read_model, taskforce, as_of)
    kinds: dict[str, MemberKind] = {}
    found: dict[str, str] = {}
    for fact in facts.known(Joined):
        code = facts.codes.of(fact.event.member)
        kinds[code] = fact.event.kind
        if fact.event.name:
            found[fact.event.name] = code
    for renamed in facts.known(Renamed):
        found[renamed.event.name] = facts.codes.of(renamed.event.member)
    found |= {row.name: row.member for row in read_model.members(taskforce, as_of)}
    return {name: (code, kinds.get(code)) for name, code in found.items()}
