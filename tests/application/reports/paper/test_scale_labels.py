"""A value of a scale has a label where the scale gives another word, which means it alone."""

from dataclasses import replace

from application.questions.asking.answer import Row
from application.reports.document import Paragraph
from application.reports.paper.scale_labels import labels_of
from domain.events.bodies import ScaleRegistered, ScaleValue
from tests.application.reports.paper.given_paper import NAMES, shown, table, told


def labels(**steps: str) -> dict[str, str]:
    """Return the labels of a scale with these values and what they are called."""
    values = [ScaleValue(value=value, label=label) for value, label in steps.items()]
    scale = ScaleRegistered(scale="S", version="1", title="Scale", values=tuple(values))
    return dict(labels_of(scale))


def test_a_label_that_is_the_word_itself_is_none() -> None:
    """Its word has translations, and nothing is said twice."""
    assert labels(not_started="Not started", begun="begun", half_way="half_way") == {}


def test_a_label_that_is_not_alone_has_the_word_behind_it() -> None:
    """Of two steps with one label, or with the word of another, nobody could say which it is."""
    assert labels(a="Half", b="half", c="D", d="Done", e="Regressed") == {
        "a": "Half (a)",
        "b": "half (b)",
        "c": "D (c)",
        "d": "Done",
        "e": "Regressed (e)",
    }


def test_where_a_label_is_the_word_of_another_scale_neither_has_a_colour() -> None:
    """A colour of the wrong scale would be a wrong judgement."""
    names = {**NAMES, "scale A 1": {"one": "done"}}
    plain = table("says", says="one", scale="C 1")
    rows: list[Row] = [
        {"says": "one", "scale": "A 1"},
        {"says": "done", "scale": "B 1"},
        {"says": None},
    ]
    mixed = replace(plain, rows=rows, tones={"one": "partial", "done": "good"})

    first, second = shown(replace(told(Paragraph("one"), plain, mixed), names=names))

    assert [row["says"] for row in first.rows] == ["one"]
    assert [row["says"] for row in second.rows] == ["done", "done", None]
    assert second.tones["done"] == "none"
