"""A secretariat changes the words of letters; what is put into them stays what it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from application.letters.letter import KINDS, LetterGroup
from domain.errors import Malformed
from infrastructure.letters.templates import LetterValues, check_letter_templates, filled
from tests.infrastructure.made_here import made_here

VALUES = LetterValues(
    kind="invitation",
    subject="Invitation",
    banners=[],
    name="Ada Example",
    body="The Body",
    members=["Atlantis"],
    salutation="Dear Ada Example,",
    opening="The Body invites Atlantis.",
    groups=[LetterGroup(heading="Agenda:", points=["Item 1: Law", "Item 2: " + "word " * 30])],
    answer=["How to answer: say who comes.", "The calendar entry is attached."],
    farewell="Yours sincerely,",
    signature="The secretariat",
    notes=[],
)


def test_ours_says_all_that_there_is() -> None:
    """A paragraph each, with what follows a bullet indented."""
    subject, text = filled(VALUES, None)

    assert subject == "Invitation"
    assert text == (
        "Dear Ada Example,\n\n"
        "The Body invites Atlantis.\n\n"
        "Agenda:\n"
        "- Item 1: Law\n"
        f"- Item 2:{' word' * 12}\n"
        f"  {' '.join(['word'] * 14)}\n"
        "  word word word word\n\n"
        "How to answer: say who comes.\n"
        "The calendar entry is attached.\n\n"
        "Yours sincerely,\n\n"
        "The secretariat\n"
    )


@pytest.mark.slow
def test_a_kind_of_letter_has_its_own_template(tmp_path: Path) -> None:
    """Others follow that of all letters."""
    (tmp_path / "letter.txt").write_text("Subject: All: {{ subject }}\n\nDear all,\n")
    (tmp_path / "letter-minutes.txt").write_text("Subject: {{ body }}\n\n{{ kind }}\n")

    assert filled(VALUES, tmp_path) == ("All: Invitation", "Dear all,\n")
    assert filled(replace(VALUES, kind="minutes"), tmp_path) == ("The Body", "minutes\n")
    assert filled(VALUES, tmp_path / "none") == filled(VALUES, None)
    check_letter_templates(tmp_path)


@pytest.mark.slow
def test_what_is_put_in_is_one_line(tmp_path: Path) -> None:
    """A text with lines of its own would pretend to be a header, or another part of the letter."""
    (tmp_path / "letter.txt").write_text("Subject: {{ subject }}\n\n{{ opening }}|{{ name }}\n")
    hostile = "A\r\nBcc: evil@x.example\r\n\r\nB\u2028C\x07"

    subject, text = filled(
        replace(VALUES, subject=hostile, opening=hostile, name="{{ body }}<b>"), tmp_path
    )

    assert subject == "A Bcc: evil@x.example B C"
    assert text == "A Bcc: evil@x.example B C|{{ body }}<b>\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Dear all,\n", "The first line of the template letter.txt must begin with Subject:"),
        (
            "Subject: x\n\n{% if %}\n",
            "Line 3 of the template letter.txt has a mistake: Expected an expression",
        ),
        (
            "Subject: x\n\n{{ greeting }}\n",
            "The template letter.txt has a mistake: 'greeting' is undefined.",
        ),
        (
            "Subject: x\n\n{% if subject %}\n",
            "Line 3 of the template letter.txt has a mistake: Unexpected end of template.",
        ),
        ("Subject: x\n{{ 1 / 0 }}\n", "The template letter.txt has a mistake: division by zero."),
        (
            "Subject: {{ subject.__class__ }}\n",
            "The template letter.txt has a mistake: access to attribute '__class__' of 'str'",
        ),
    ],
)
def test_says_what_is_wrong_with_a_template(
    tmp_path: Path, content: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything goes out, and not at the first letter of its kind."""
    monkeypatch.setattr("infrastructure.letters.templates.made_apart", made_here)
    (tmp_path / "letter.txt").write_text(content)

    with pytest.raises(Malformed) as caught:
        check_letter_templates(tmp_path)
    assert str(caught.value).startswith(sentence)
    assert not str(caught.value).endswith("..")


def test_says_that_a_template_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "letter-minutes.txt").write_bytes(b"Subject: \xff\n")

    with pytest.raises(Malformed, match=r"^The template letter-minutes\.txt is no text in UTF-8"):
        check_letter_templates(tmp_path)


def test_every_kind_fills_our_template() -> None:
    """Ours has no mistake."""
    check_letter_templates(None)
    assert {filled(replace(VALUES, kind=kind), None)[0] for kind in KINDS} == {"Invitation"}
