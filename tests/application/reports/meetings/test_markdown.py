"""Discussions are typed in Markdown, and read without its marks."""

import pytest

from application.reports.document import Block, Paragraph, Points
from application.reports.meetings.markdown import read


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\nTwo.\n\nThree.", [Paragraph("One.\nTwo."), Paragraph("Three.")]),
        ("## Head ##\nText.", [Paragraph("Head"), Paragraph("Text.")]),
        ("# A\n# B", [Paragraph("A"), Paragraph("B")]),
        ("Asked:\n- **more** time\n  for all\n* costs", [
            Paragraph("Asked:"), Points(["more time for all", "costs"]),
        ]),
        ("1. One\n2) Two\n\n7. Seven", [
            Points(["One", "Two"], numbered=True), Paragraph("7. Seven"),
        ]),
        ("1. One\n1. Two\n1. Three", [Points(["One", "Two", "Three"], numbered=True)]),
        ("> A _quoted_ word.", [Paragraph("A quoted word.")]),
        ("***Both***, *one*, __two__ and `code`.", [Paragraph("Both, one, two and code.")]),
        ("[Notes](https://example.org/a)", [Paragraph("Notes (https://example.org/a)")]),
        ("2 * 3 * 4, a_b_c, \\*kept\\*, 5 ** 6", [
            Paragraph("2 * 3 * 4, a_b_c, *kept*, 5 ** 6"),
        ]),
        ("<b>tag</b> &amp;", [Paragraph("<b>tag</b> &amp;")]),
        ("", []),
    ],
)  # fmt: skip
def test_marks_become_paragraphs_and_lists(text: str, blocks: list[Block]) -> None:
    """What is no mark stays as it is; tags are a text as any other."""
    assert list(read(text)) == blocks
