"""Texts of tables as they stand in TOML: in a comment, as a value, and as a name."""

import json
import re


def line(text: str) -> str:
    """Return a text on one line, as a comment has it."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def quoted(text: str) -> str:
    """Return a text as a value."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def reference(name: str) -> str:
    """Return what a mapping is called after the file of that name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name.rpartition(".")[0]).strip("-")[:60] or "table"
