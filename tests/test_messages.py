"""Translators get every message, whole, with values whose names they understand."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po

from tests.catalogue import as_po, made
from tests.message import Kind, Message
from tests.message_templates import COMMAND, MARKERS, PLAIN, ROOT, Found, code
from tests.messages import all_messages, codes, declared
from tests.often import every

AT_LEAST: Mapping[Kind, int] = {
    "sentence": 1000,
    "refusal": 330,
    "meaning": 550,
    "label": 300,
    "report": 110,
    "help": 2000,
    "event": 110,
    "code": 150,
}
"""How many uses of messages of a kind there are, about; fewer, and a way to them was lost."""
UNNAMED = frozenset(
    {"c", "count_", "get", "got", "n", "obj", "repr", "said", "str", "text_", "value", "what_", "x"}
)
"""Names of values that say nothing to a translator."""


@pytest.fixture(scope="module")
def found() -> Found:
    return code().found


@pytest.fixture(scope="module")
def messages(found: Found) -> list[Message]:
    return [*found.messages, *declared(), *codes()]


def fields(template: str) -> list[tuple[str, str, str]]:
    """Return name, format and conversion of each field of a template."""
    parsed = Formatter().parse(template)
    return [
        (name, form or "", turned or "") for _, name, form, turned in parsed if name is not None
    ]


def as_babel_reads(source: bytes, keywords: Mapping[str, None]) -> Iterator[str]:
    """Yield the first texts in the calls of functions."""
    for _, _, texts, _ in extract_python(io.BytesIO(source), keywords, (), {}):
        first = texts if isinstance(texts, str) else next(iter(texts or ()), "")
        yield first or ""


def test_there_are_messages_of_every_kind(messages: list[Message]) -> None:
    """A kind that is not found any more would be left in English without anybody noticing."""
    counted = Counter(each.kind for each in messages)

    assert {kind: counted[kind] for kind in AT_LEAST if counted[kind] < AT_LEAST[kind]} == {}


def test_babel_finds_no_message_that_is_missing(found: Found) -> None:
    """Another reader of the code knows the plain calls, so that ours leaves none of them out."""
    markers, step = code().markers, every(5)
    first = {name: None for name, given in markers.items() for _, where in given if 0 in where}
    ours = {(each.place, each.template) for each in found.messages}
    theirs = {
        (place, text)
        for place in [*code().modules][::step]
        for text in as_babel_reads((ROOT / place).read_bytes(), first)
        if text.strip() and not text.startswith(COMMAND)
    }
    both_of_a_condition = {  # which it joins, with what stands in the condition
        (place, text)
        for place, text in theirs - ours
        if {(place, text[:end]) for end in range(len(text))} & ours
        and {(place, text[start:]) for start in range(1, len(text))} & ours
    }

    assert len(theirs) > 1000 // step
    assert theirs - ours - both_of_a_condition == set()


def test_every_template_can_be_found(found: Found) -> None:
    """What hands on a template has a name of its own, or is listed, so that its callers count."""
    known = {name for names in MARKERS.values() for name in names}
    shared = {
        key.partition(":")[2] for key, _, _ in found.handed_on if key.partition(":")[2] not in known
    }
    public = {name for name in shared if name and not name.startswith("_")}

    assert found.unclear == []
    assert public == set()


def test_no_message_is_put_together(found: Found) -> None:
    """Another language orders the pieces otherwise."""
    pieces = [
        each
        for each in found.messages
        if each.template != each.template.strip() or each.template.startswith((",", ";", ". "))
    ]

    assert found.pieces == []
    assert pieces == []


def test_values_are_put_in_by_plain_names(messages: list[Message]) -> None:
    """A translator moves `{name}` about and needs to know no Python."""
    odd = {
        (each.place, each.template)
        for each in messages
        if each.kind not in PLAIN and each.kind != "help"
        for name, form, turned in fields(each.template)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name)
        or name.endswith("_")
        or name in UNNAMED
        or form not in ("", ",")
        or turned not in ("", "r")
    }

    assert odd == set()


def test_translators_get_a_catalogue(messages: list[Message]) -> None:
    """The file is one that every editor of catalogues reads, with each message once."""
    again = read_po(io.BytesIO(as_po(made(None, all_messages(), {}))))

    assert {str(each.id) for each in again if each.id} == {each.template for each in messages}
    assert "There is no {kind} {reference!r} in this register." in again
    assert "domain.errors" in {
        place for place, _ in again["Expected {what}, not {shown}."].locations
    }
