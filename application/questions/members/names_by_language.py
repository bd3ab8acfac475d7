"""What members are called in other languages, as the secretariat recorded it."""

from collections.abc import Mapping

from application.answers import AsOf
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.events.members import NameRecorded
from domain.members.duplicates import name_in
from domain.members.names_by_language import GivenName, name_said_on


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
