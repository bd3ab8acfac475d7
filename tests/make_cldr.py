"""How languages write days and numbers, from CLDR: `python -m tests.make_cldr` writes the file."""

import json
import re
from collections.abc import Mapping
from locale import windows_locale

from babel import Locale
from babel.dates import get_month_names

from infrastructure.language import CLDR

LOCALES: Mapping[str, str] = {"en": "en_GB", "fr": "fr"}
"""By language: whose forms it has. Add a line for each new language."""
FIRST: Mapping[str, str] = {"fr": "1er"}
"""How the first of a month is written where it is no plain number, which CLDR does not say: the
Lexique des règles typographiques en usage à l'Imprimerie nationale, for French."""
NUMBERED: Mapping[str, str] = {"fr": "fr_FR"}
"""The locale whose number spreadsheets know, where that of `LOCALES` has none."""
_PARTS: Mapping[str, str] = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}


def content() -> str:
    """Return the file: for each language what `Forms` of `infrastructure.language` has."""
    return json.dumps({each: _forms(each) for each in LOCALES}, ensure_ascii=False, indent=2) + "\n"


def _forms(language: str) -> Mapping[str, object]:
    locale = Locale.parse(LOCALES[language])
    months = get_month_names("wide", locale=locale)
    return {
        "day": _template(locale.date_formats["long"].pattern),
        "month": _template(locale.datetime_skeletons["yMMMM"].pattern),
        "months": [months[number] for number in range(1, 13)],
        "first": FIRST.get(language, "1"),
        "group": locale.number_symbols["latn"]["group"],
        "decimal": locale.number_symbols["latn"]["decimal"],
        "spreadsheet": _number(NUMBERED.get(language, LOCALES[language])),
    }


def _number(locale: str) -> str:
    return next(f"{number:X}" for number, name in windows_locale.items() if name == locale)


def _template(pattern: str) -> str:
    return re.sub(r"[a-zA-Z]+", lambda letters: _PARTS[letters[0]], pattern)


if __name__ == "__main__":
    CLDR.write_text(content(), encoding="utf-8")
