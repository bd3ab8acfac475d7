"""Makes the table of customary names from CLDR, as the package babel carries it."""

import csv
import io
from pathlib import Path

from babel import Locale
from babel.core import get_global

LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "zh")
TARGET = Path(__file__).parents[3] / "infrastructure" / "customary_names" / "countries.csv"
OF_THE_PAST = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
NOT_ASSIGNED = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UK", "UN", "XA", "XB", "XK", "ZZ"}
)
"""In CLDR, and not (or not for a country or area) in ISO 3166-1."""


def content() -> str:
    """Return the table: a code, that of two letters, and the names, in the order of codes."""
    territories = {language: Locale(language).territories for language in LANGUAGES}
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["code", "alpha2", *LANGUAGES])
    aliases = get_global("territory_aliases")
    for code, meant in sorted(aliases.items()):
        if len(code) == 3 and code.isalpha() and len(meant) == 1 and code not in OF_THE_PAST:
            (two,) = meant
            if two not in NOT_ASSIGNED and two in territories["en"]:
                writer.writerow([code, two, *(territories[each][two] for each in LANGUAGES)])
    return target.getvalue()


if __name__ == "__main__":
    TARGET.write_text(content(), encoding="utf-8", newline="")
