"""Makes the table of names of months from CLDR, as the package babel carries it."""

import csv
import io
from pathlib import Path

from babel import Locale

from domain.names import normal
from tests.infrastructure.customary_names.make_country_names import LANGUAGES

TARGET = Path(__file__).parents[3] / "infrastructure" / "customary_names" / "months.csv"


def content() -> str:
    """Return the table: a normal name and its month; a name of two months is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in forms[width].items():
                    text = normal(name)
                    if not any(letter.isdigit() for letter in text):
                        found.setdefault(text, set()).add(month)
    found |= {"sept": {9}, "juill": {7}, "janner": {1}}  # the last is Austrian
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["name", "month"])
    writer.writerows((text, *months) for text, months in sorted(found.items()) if len(months) == 1)
    return target.getvalue()


if __name__ == "__main__":
    TARGET.write_text(content(), encoding="utf-8", newline="")
