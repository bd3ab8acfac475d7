"""Texts that people write in Markdown are read by one way; what is no mark stays as it is."""

from dataclasses import replace

import pytest

from application.reports.document import Markdown, Section
from domain.errors import Malformed
from infrastructure.render.forms import render
from infrastructure.render.prose import Passage, Span, as_lines, in_cell, read
from tests.infrastructure.render.reports.odd import odd


def said(text: str) -> str:
    """Return how a text looks, in marks of our own."""
    return "\n".join(map(shown, read(text)))


def shown(passage: Passage) -> str:
    spans = "".join(
        f"{'B' * span.strong}{'I' * span.emphasis}{'C' * span.code}[{span.text}]"
        for span in passage.spans
    )
    items = "; ".join(" ".join(map(shown, item)) for item in passage.items)
    name = {"heading": f"h{passage.level}", "numbers": f"from {passage.start}"}
    return f"{name.get(passage.kind, passage.kind)} {spans}{items}".strip()


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("One.\nTwo.\n\nThree.", "paragraph [One. Two.]\nparagraph [Three.]"),
        ("One.  \nTwo.", "paragraph [One.\nTwo.]"),
        ("## Head ##\nText.", "h1 [Head]\nparagraph [Text.]"),
        ("# A\n# B\n### C\n###### D", "h1 [A]\nh1 [B]\nh2 [C]\nh3 [D]"),
        ("### A\n# B\n### C", "h1 [A]\nh1 [B]\nh2 [C]"),
        (
            "Asked:\n- **more** time\n  for all\n- costs",
            "paragraph [Asked:]\nbullets paragraph B[more][ time for all]; paragraph [costs]",
        ),
        ("1. One\n2. Two", "from 1 paragraph [One]; paragraph [Two]"),
        ("7. Seven\n   - in it", "from 7 paragraph [Seven] bullets paragraph [in it]"),
        ("> A _quoted_ word.", "quotation paragraph [A ]I[quoted][ word.]"),
        ("> # Head", "quotation paragraph B[Head]"),
        (
            "***Both***, *one*, __two__ and `code`.",
            "paragraph BI[Both][, ]I[one][, ]B[two][ and ]C[code][.]",
        ),
        ("[Notes](https://example.org/a)", "paragraph [Notes (https://example.org/a)]"),
        ("[Notes](javascript:x)", "paragraph [[Notes](javascript:x)]"),
        ("2 * 3 * 4, a_b_c, \\*kept\\*, 5 ** 6", "paragraph [2 * 3 * 4, a_b_c, *kept*, 5 ** 6]"),
        ("<b>tag</b> &amp; ![x](y.png)", "paragraph [<b>tag</b> &amp; !x (y.png)]"),
        ("<script>\nx\n</script>", "paragraph [<script> x </script>]"),
        ("[a]: https://example.org", "paragraph [[a]: https://example.org]"),
        ("```\na  b\n\nc\n```", "code C[a  b\n\nc]"),
        ("One.\n\n---\n\nTwo.", "paragraph [One.]\nparagraph [Two.]"),
        ("", ""),
    ],
)  # fmt: skip
def test_marks_are_looks(text: str, looks: str) -> None:
    """A foreword is handed on as it was meant, and no text of somebody is lost."""
    assert said(text) == looks


def test_a_cell_has_no_headings() -> None:
    """Who walks from heading to heading does not end up in a table."""
    assert in_cell("# Head") == [Passage(kind="paragraph", spans=[Span("Head", strong=True)])]


def test_lines_are_without_looks() -> None:
    """In a mail there are no looks, and the order and the numbers stay."""
    text = "# A\n\n**One**.\n\n3. three\n   - in\n     it\n4. four\n\n> said  \n> so"

    assert list(as_lines(read(text))) == [
        *("A", "", "One.", "", "3. three", "   - in it", "4. four", "", "  said", "  so")
    ]


def test_marks_within_marks_without_end_are_read() -> None:
    """No report that shows such a text could be made any more."""
    (passage,) = read(f"{'*' * 9000}a{'*' * 9000}")

    assert passage.spans == [Span("a", strong=True)]


@pytest.mark.parametrize("marks", [">" * 9, "> " * 21, ">" * 3000])
def test_the_words_of_many_quotations_within_one_another_are_kept(marks: str) -> None:
    """They were left out in silence, or no page could be made."""
    lines = list(as_lines(read(f"{marks} a")))

    assert lines == [f"{' ' * 16}a"]


@pytest.mark.parametrize("text", ["a" * 200_001, "- a\n" * 6_000])
def test_a_text_that_would_take_minutes_is_in_no_document(text: str) -> None:
    """Somebody sends a preface, or a manifest with one."""
    section = Section("preface", "Preface", [Markdown(text)])

    with pytest.raises(Malformed, match="too long for a document"):
        render(replace(odd(), sections=[section]), "docx")
