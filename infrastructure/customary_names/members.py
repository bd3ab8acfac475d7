"""What members are called in each language: as was recorded, or else as is customary."""

from collections.abc import Mapping

from application.model_rows import AsOf
from application.questions.asking.ask import is_exercise
from application.questions.members.names_by_language import official_names, recorded_names
from application.read_model import ReadModel
from domain.names import Customary
from domain.values import MemberKind
from infrastructure.customary_names.country_names import country_names
from infrastructure.language import ENGLISH, languages


def names_by_language(
    read_model: ReadModel, taskforce: str, as_of: AsOf
) -> Mapping[str, Mapping[str, str]]:
    """Return, by language and by official name, what members are called in each language.

    It is the name that was recorded in that language. Where there is none, a state has its
    `Customary` one in each language but English, and all others keep their official names. So do,
    in an exercise, states that may be made up: their official names are none of that country.
    """
    recorded = recorded_names(read_model, taskforce, as_of)
    official = official_names(read_model, taskforce, as_of)
    country = country_names().country_of_party
    made_up = is_exercise(read_model, taskforce, as_of)
    states = {
        name: code
        for name, (code, kind) in official.items()
        if kind == MemberKind.STATE and not (made_up and country(name) != country(code))
    }
    found: dict[str, dict[str, str]] = {}
    for language in languages():
        of_states = {} if language == ENGLISH else states
        called = {name: _customary(code, language) for name, code in of_states.items()}
        said = recorded.get(language, {})
        called |= {name: said[code] for name, (code, _) in official.items() if code in said}
        found[language] = {name: text for name, text in called.items() if text}
    return found


def _customary(code: str, language: str) -> str:
    return Customary(country_names().translated(code).get(language, ""))
