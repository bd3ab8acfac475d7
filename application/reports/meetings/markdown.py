"""Recorded texts in Markdown as paragraphs and lists; marks for emphasis are taken off.

Only what people type by hand is read: headings, lists, quotations, emphasis, code and links. All
else, such as tags of HTML, stays a text, which every form shows as it is.
"""

import re
from collections.abc import Iterator

from application.reports.document import Paragraph, Points

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*")
_BULLET = re.compile(r"\s*[-*+]\s+(?P<text>.*)")
_NUMBER = re.compile(r"\s*(?P<number>\d{1,9})[.)]\s+(?P<text>.*)")
_QUOTED = re.compile(r"^\s*>\s?")
_PLAIN = (
    (re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)"), r"\1 (\2)"),
    (re.compile(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])([^*]*[^\s*\\])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_]*[^\s_\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\\)`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_\[\]<>#+.!>-])"), r"\1"),
)


def read(text: str) -> Iterator[Paragraph | Points]:
    """Yield the paragraphs and lists of a text; a heading is a paragraph of its own."""
    lines: list[str] = []
    kind = ""
    for line in text.splitlines():
        found, words = _kind(line, kind)
        if found == "more":
            lines[-1] = f"{lines[-1]} {words}"
            continue
        if lines and (found != kind or kind == "heading"):
            yield _block(kind, lines)
            lines = []
        kind = found
        if words:
            lines.append(words)
    if lines:
        yield _block(kind, lines)


def _kind(line: str, before: str) -> tuple[str, str]:
    """Return what a line is, after a line of another kind or the same, and its words."""
    if not line.strip():
        return "", ""
    if heading := _HEADING.fullmatch(line):
        return "heading", heading["text"]
    if bullet := _BULLET.fullmatch(line):
        return "bullets", bullet["text"]
    number = _NUMBER.fullmatch(line)
    if number and (before == "numbers" or int(number["number"]) == 1):
        return "numbers", number["text"]
    if before in ("bullets", "numbers"):
        return "more", line.strip()
    return "text", _QUOTED.sub("", line, count=1).strip()


def _block(kind: str, lines: list[str]) -> Paragraph | Points:
    if kind in ("bullets", "numbers"):
        return Points([_plain(line) for line in lines], numbered=kind == "numbers")
    return Paragraph(_plain("\n".join(lines)))


def _plain(text: str) -> str:
    for marked, words in _PLAIN:
        text = marked.sub(words, text)
    return text
