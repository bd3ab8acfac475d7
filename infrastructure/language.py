"""The languages of the program, as catalogues of gettext; the locale of the process is not read."""

from collections.abc import Sequence
from gettext import translation
from pathlib import Path

from domain.errors import Malformed
from domain.words import Language

ENGLISH = "en"
DOMAIN = "depositary"
CATALOGUES = Path(__file__).with_name("translations")
"""A folder for each language but English, with LC_MESSAGES/depositary.mo in it."""


def languages() -> Sequence[str]:
    """Return the names of the languages that there are."""
    found = {path.parts[-3] for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return sorted({ENGLISH, *found})


def known_language(name: str) -> str:
    """Return the name of a language that there is.

    Raises:
        Malformed: there is none of that name.
    """
    if name not in (known := languages()):
        sentence = "There is no language {language!r}; known: {known}."
        raise Malformed(sentence, language=name, known=", ".join(known))
    return name


def catalogue(name: str) -> Language:
    """Return what gives a template in a language; what its catalogue lacks stays English."""
    if name == ENGLISH:
        return str
    found = translation(DOMAIN, CATALOGUES, [name])
    return lambda template: found.gettext(template) if template else template
