"""What members are usually called in other languages than that of the register."""

from collections.abc import Mapping

from application.answers import AsOf
from application.read_model import ReadModel
from domain.values import MemberKind
from infrastructure.importers.names.country_names import country_names
from infrastructure.language import ENGLISH, languages


def customary_names(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, Mapping[str, str]]:
    """Return, by language and by recorded name, the customary names of members that are states."""
    table = country_names()
    states = {
        row.name: table.translated(row.member)
        for row in read_model.members(taskforce, as_of)
        if row.kind == MemberKind.STATE
    }
    return {
        language: {name: said[language] for name, said in states.items() if language in said}
        for language in languages()
        if language != ENGLISH
    }
