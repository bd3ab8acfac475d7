"""What a template of letters may do: it ends soon, and puts no sign into a letter that hides."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import Malformed, Unavailable
from infrastructure.letters.templates import LARGEST, check_letter_templates, filled
from tests.infrastructure.letters.test_templates import VALUES
from tests.infrastructure.made_here import made_here

ROUND = "{% for a in range(99999) %}"
DEEP = "The template letter.txt is nested too deep."
CHARACTER = "The field 'letter.txt' holds "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROUND * 2 + "{% endfor %}" * 2, marks=pytest.mark.slow),
        '{{ "x" * 9000000000 }}',
    ],
)
def test_a_template_that_does_too_much_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr("infrastructure.render.apart.SECONDS", 1)
    (tmp_path / "letter.txt").write_bytes(f"Subject: x\n{text}".encode())

    with pytest.raises(Malformed, match=r"^The template letter\.txt does too much: "):
        check_letter_templates(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{" * 1_000, DEEP),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", DEEP),
        ("\x1b[31m", f"{CHARACTER}a control character (U+001B)"),
        ("\0", f"{CHARACTER}a control character (U+0000)"),
        ("\u202e", f"{CHARACTER}a direction mark (U+202E)"),
        (r'{{ "\x1b" }}', f"{CHARACTER}a control character (U+001B)"),
        ("{{ '%c'|format(27) }}", f"{CHARACTER}a control character (U+001B)"),
        ("x" * LARGEST, f"letter.txt is larger than {LARGEST:,} bytes."),
    ],
)
def test_no_letter_shows_otherwise_than_it_is_stored(
    text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is one made from what has no end."""
    monkeypatch.setattr("infrastructure.letters.templates.made_apart", made_here)
    (tmp_path / "letter.txt").write_bytes(f"Subject: x\n{text}".encode())

    with pytest.raises(Malformed) as caught:
        check_letter_templates(tmp_path)
    assert sentence in str(caught.value)


@pytest.mark.slow
def test_a_subject_is_as_bounded_as_the_text(tmp_path: Path) -> None:
    """It is a template of its own."""
    (tmp_path / "letter.txt").write_bytes(b"Subject: \x1b\n")

    with pytest.raises(Malformed, match="a control character"):
        check_letter_templates(tmp_path)


def test_what_a_letter_needs_can_be_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices, loops, parts of lists and of names; lines may end as Windows ends them."""
    monkeypatch.setattr("infrastructure.letters.templates.made_apart", made_here)
    (tmp_path / "letter.txt").write_bytes(
        b"Subject: {{ subject|upper }}\r\n\r\n"
        b"{% set one = 1 %}"
        b'{% set first = name.split(" ")[0] %}Dear {{ first }},\r\n'
        b"{% for group in groups %}{{ loop.index }}/{{ loop.length }}: "
        b'{{ group.points[:one]|join("; ") }}{{ "." if loop.last else "," }}\r\n{% endfor %}'
        b'{% for each in members if each != "Utopia" %}{{ each ~ "!" }}{% endfor %}\r\n'
    )

    subject, text = filled(replace(VALUES, members=["Atlantis", "Utopia"]), tmp_path)

    assert subject == "INVITATION"
    assert text == "Dear Ada,\n1/1: Item 1: Law.\nAtlantis!\n"


@pytest.mark.parametrize("kind", ["folder", "link"])
@pytest.mark.parametrize("name", ["letter.txt", "letter-minutes.txt"])
def test_what_is_no_file_is_not_passed_over(kind: str, name: str, tmp_path: Path) -> None:
    """Letters would go out in our words, in silence."""
    place = tmp_path / name
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere")

    with pytest.raises(Unavailable, match=rf"{name} is (no file|a link that leads nowhere)\."):
        check_letter_templates(tmp_path)


def test_a_template_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is on a share that is closed today."""

    def closed(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "letter.txt").touch()
    monkeypatch.setattr("infrastructure.letters.templates.read_bounded", closed)

    with pytest.raises(Unavailable, match=r"letter\.txt cannot be read: Permission denied\."):
        check_letter_templates(tmp_path)
