"""The keys that an answer is said to have, and those that it has."""

from collections.abc import Set as AbstractSet

from application.questions.answer import DATE_KEYS, Answer
from application.questions.catalogue import ANSWERS, HEAD


def promised(name: str) -> tuple[set[str], set[str]]:
    """Return the keys that an answer and its rows are said to have; dates have three."""
    head, rows = set(HEAD), set()
    for key, meaning in ANSWERS[name].items():
        where, _, inner = key.rpartition("rows.")
        ends = ("", "_earliest", "_latest") if meaning.endswith(DATE_KEYS) else ("",)
        if inner and where == "" and key != inner:
            rows |= {f"{inner}{end}" for end in ends}
        else:
            head.add(key)
    return head, rows


def must_have_just_its_keys(
    name: str, answer: Answer, references: AbstractSet[str] = frozenset()
) -> None:
    """Compare an answer that has rows with its description; `references` are keys that vary."""
    told = answer.as_json()
    head, rows = promised(name)
    assert set(told) == head
    found = told["rows"]
    assert isinstance(found, list)
    assert found
    for row in found:
        assert {"REFERENCE" if key in references else key for key in row} == rows
