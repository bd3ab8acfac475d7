"""Paragraphs as plain text: what fits into a line is what wrapping would make of it."""

from textwrap import wrap

from hypothesis import example, given
from hypothesis import strategies as st

from application.reports.document import Paragraph
from infrastructure.render.forms import ReportStyle
from infrastructure.render.plain import as_text
from tests.application.reports.paper.given_paper import told

WIDTH, END = 20, "END"


@given(st.text("ab é-\t\x1f\N{NO-BREAK SPACE}\N{EM SPACE}", max_size=2 * WIDTH))
@example("a" * WIDTH)
@example(f"  {'a' * (WIDTH - 2)} ")
def test_a_short_paragraph_is_what_wrapping_makes_of_it(text: str) -> None:
    margin = " " * (len(text) - len(text.lstrip()))
    wrapped = wrap(
        text.lstrip(),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )

    lines = as_text(told(Paragraph(text), Paragraph(END)), ReportStyle(width=WIDTH)).decode()

    _, _, below = lines.partition("One\n---\n\n")
    assert below.partition(f"\n\n{END}\n")[0] == "\n".join(wrapped)
