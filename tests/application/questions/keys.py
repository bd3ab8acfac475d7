"""The keys that an answer is declared to have, and those that it has."""

from collections.abc import Set as AbstractSet

from application.questions.answer import EVERY, Answer
from application.questions.catalogue import ANSWERS


def must_have_just_its_keys(
    name: str, answer: Answer, references: AbstractSet[str] = frozenset()
) -> None:
    """Compare an answer that has rows with its declaration; `references` are keys that vary."""
    declared, told = ANSWERS[name], answer.as_json()
    assert set(told) == {each.key for each in (*EVERY, *declared.facts)}
    rows: set[str] = set()
    for each in (*declared.columns, *declared.more):
        ends = ("", "_earliest", "_latest") if each.is_dated else ("",)
        rows |= {f"{each.key}{end}" for end in ends}
    found = told["rows"]
    assert isinstance(found, list)
    assert found
    for row in found:
        assert {"REFERENCE" if key in references else key for key in row} == rows
