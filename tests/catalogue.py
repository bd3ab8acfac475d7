"""Keeps a catalogue up to date: `python -m tests.catalogue LANGUAGE [ANSWERS.json …]`.

It takes in answers (`{English: translation}`), adds new messages, drops those that are gone,
compiles the catalogue, and prints what is not translated yet in the same form, for a translator to
fill in.
A value of a closed list stands there as `code|former signatory`.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from infrastructure.language import CATALOGUES, DOMAIN
from tests.message import Message
from tests.messages import all_messages

_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that equal catalogues are equal files


def po_file(language: str) -> Path:
    """Return the place of a catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def known(language: str) -> dict[str, str]:
    """Return what is translated, by the keys of messages."""
    file = po_file(language)
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        found = read_po(opened)
    return {
        f"{each.context}|{each.id}" if each.context else str(each.id): str(each.string)
        for each in found
        if each.id and each.string
    }


def made(language: str | None, messages: Sequence[Message], said: Mapping[str, str]) -> Catalog:
    """Return a catalogue of these messages, in their order, with the module that each stands in."""
    catalogue = Catalog(
        locale=language,
        project=DOMAIN,
        header_comment="# Words of Depositary. See docs/maintaining.md.",
        creation_date=_MADE,
        revision_date=_MADE,
        charset="utf-8",
        fuzzy=False,
    )
    for each in messages:
        place = each.place.removesuffix(".py").replace("/", ".").replace(" ", "-")
        text = said.get(each.key, "")
        catalogue.add(each.template, text, context=each.context, locations=[(place, 0)])
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as translators read it."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def merge(language: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Bring a catalogue up to date, and return what is missing in it."""
    messages = all_messages()
    said = {**known(language), **{key: text for key, text in answers.items() if text}}
    catalogue, file = made(language, messages, said), po_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_po(catalogue))
    file.with_suffix(".mo").write_bytes(as_mo(catalogue))
    return {each.key: "" for each in messages if each.key not in said}


def main(language: str, *files: str) -> None:
    """Merge the answers in files, and print what is missing."""
    answers: dict[str, str] = {}
    for file in files:
        answers |= json.loads(Path(file).read_text(encoding="utf-8"))
    print(json.dumps(merge(language, answers), ensure_ascii=False, indent=1))  # noqa: T201  # it is the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
