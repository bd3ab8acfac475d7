"""What members are called in each language: as was recorded, or else as is customary."""

from collections.abc import Mapping

from application.answers import AsOf
from application.questions.members.names_by_language import recorded_names
from application.read_model import ReadModel
from domain.names import Customary
from domain.values import MemberKind
from infrastructure.importers.names.country_names import country_names
from infrastructure.language import ENGLISH, languages


def names_by_language(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, Mapping[str, str]]:
    """Return, by language and by official name, what members are called in each language.

    It is the name that was recorded in that language. Where there is none, a state has its
    `Customary` one in each language but English, and all others keep their official names.
    """
    recorded = recorded_names(read_model, taskforce, as_of)
    members = read_model.members(taskforce, as_of)
    states = [row for row in members if row.kind == MemberKind.STATE]
    found: dict[str, dict[str, str]] = {}
    for language in languages():
        of_states = [] if language == ENGLISH else states
        called = {row.name: _customary(row.member, language) for row in of_states}
        said = recorded.get(language, {})
        called |= {row.name: said[row.member] for row in members if row.member in said}
        found[language] = {name: text for name, text in called.items() if text}
    return found


def _customary(code: str, language: str) -> str:
    return Customary(country_names().translated(code).get(language, ""))
