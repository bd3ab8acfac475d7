"""A text of articles is adopted article by article; what may be no part of one is said."""

import json
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from tests.infrastructure.cli.given import must, typed

ADOPT = "text adopt t.md --reference LAKE --title Lakes --legal-nature political --on 2026-03-01"
ARTICLES = "# Lakes\n\nArticle 1\n\nWe measure.1\n\nArticle 2\n\nWe publish.\n\n1 Each lake.\n"
LIST = "1. We measure\n\neach lake.\n\n2. We publish:\n\n(a) levels.\n\nThis text is open.\n"
pytestmark = pytest.mark.usefixtures("register")


def test_articles_are_the_commitments_and_notes_are_none() -> None:
    """They are the commonest form of an agreement."""
    Path("t.md").write_text(ARTICLES, encoding="utf-8")

    said = typed(ADOPT)

    assert "This is in no commitment: 1 Each lake." in said.err
    rows = json.loads(typed("history LAKE --format json").out)["rows"]
    found = {row["content"]["commitment"]: row["content"]["text"] for row in rows[1:]}
    assert found == {"LAKE-1": "We measure.1", "LAKE-2": "We publish."}


@pytest.mark.slow
def test_a_paragraph_of_the_last_article_is_taken_as_it_is_said_to_be() -> None:
    """In Word nobody types blanks; what was recorded without it stands in the way."""
    adopt = ADOPT.replace("t.md", "t.docx")
    words = ("Article 1", "We measure.", "Article 2", "We publish.", "It is free.")
    document = Document()
    last = [document.add_paragraph(each) for each in words][-1]
    document.save("t.docx")
    said = " ".join(typed(adopt).err.split())
    assert "It is free. If it belongs to the one before it, indent it (in Word by Inc" in said
    last.paragraph_format.left_indent = Pt(36)
    document.save("t.docx")

    refused = typed(adopt).err

    assert "If its file was wrong, type depositary retract @13 --reason WHY" in refused
    must("retract @13 --reason 'A paragraph was left out.'", adopt)
    assert "LAKE-2 adopted: We publish. It is free." in typed("history LAKE-2").out


def test_a_final_clause_in_the_last_commitment_is_told() -> None:
    """Nobody but a reader can say whether it is a part of it."""
    Path("t.md").write_text(LIST, encoding="utf-8")

    said = " ".join(typed(ADOPT).err.split())

    assert "a part of the last commitment, LAKE-2: This text is open. If it is none" in said
