"""Writes what help shows of acts, and the table of the guide, as they are now."""

import json
from pathlib import Path

from application.acts import SUBJECTS, acts_of
from application.declarations.declared import Declared
from application.declarations.fields import ActField
from application.declarations.on_entries import OnEntries
from application.declarations.provenance import Provenance
from infrastructure.cli.acts.act_options import FILE
from infrastructure.importers.rows.standard_columns import guide

GUIDE = Path(__file__).parents[3] / "docs" / "importing.md"
_WORDS = {"member": "CODE", "file": "FILE", "date": "DATE", "day": "DAY", "number": "NUMBER"}


def _acts() -> dict[str, dict[str, object]]:
    """Return what help shows of acts, by their names as they are typed."""
    return {
        act.NAME: {
            "subject": subject,
            "help": act.help(),
            "examples": list(act.EXAMPLES),
            "on_entries": issubclass(act, OnEntries),
            "params": [_param(act, field) for field in act.fields().values()],
        }
        for subject in SUBJECTS
        for act in acts_of(subject)
        if act.NAME
    }


def _param(act: type[Declared], field: ActField) -> dict[str, object]:
    return {
        "name": field.name,
        "argument": field.name in act.ARGUMENTS,
        "required": field.required,
        "many": field.many,
        "flag": field.kind.name == "yes or no",
        "file": field.kind.name == "file",
        "metavar": _metavar(field),
        "choices": list(field.kind.choices),
        "help": _help(field),
    }


def _metavar(field: ActField) -> str:
    if field.kind.choices:
        return f"[{'|'.join(field.kind.choices)}]"
    return _WORDS.get(field.kind.name, "REF" if field.kind.is_word else "TEXT")


def _help(field: ActField) -> str:
    many = "Repeatable." if field.many else ""
    default = f"[{field.default}]" if field.default else ""
    return "  ".join(filter(None, (f"{field.meaning.help} {many}".strip(), default)))


def acts_text() -> str:
    """Return the content of the file, one act a line."""
    around = json.dumps([_param(Provenance, field) for field in Provenance.fields().values()])
    acts = [
        f"{json.dumps(n)}: {json.dumps(told, ensure_ascii=False)}" for n, told in _acts().items()
    ]
    lines = ",\n".join(acts)
    return f'{{"around": {around},\n"acts": {{\n{lines}\n}}}}\n'


def guide_with_table(guide_text: str) -> str:
    """Return the guide to importing with the table of acts as it is now."""
    begin = guide_text.index("| act | needs |")
    end = guide_text.index("\n\n", begin)
    head = "| act | needs | may have | what it records |\n|---|---|---|---|"
    rows = [f"| `{name}` | {needs} | {may} | {says} |" for name, needs, may, says in guide()]
    return guide_text[:begin] + "\n".join([head, *rows]) + guide_text[end:]


if __name__ == "__main__":
    FILE.write_text(acts_text(), encoding="utf-8")
    GUIDE.write_text(guide_with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
