"""What a template of letters may do: it ends soon, and puts no sign into a letter that hides."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import Malformed, Unavailable
from infrastructure.letters.templates import LARGEST, check_letter_templates, filled
from infrastructure.template_bounds import LETTER
from tests.infrastructure.letters.test_templates import VALUES
from tests.often import slowly

TEN = "{% for each in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}"
DOUBLED = '{% set a = "xxxxxxxx" %}' + "{% set a = a ~ a %}"
LISTED = "{% set a = [1] %}"
LONG, MUCH = "what it says is too long.", "it does too much."
DEEP = "The template letter.txt is nested too deep."
CHARACTER = "The field 'letter.txt' holds "
IMPOSSIBLE = "is not possible in the templates of letters."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{" * 1_000, DEEP),
        (f"{{{{ {'(' * 3_000}name{')' * 3_000} }}}}", DEEP),
        (TEN * 30 + "{% endfor %}" * 30, DEEP),
        (TEN * 9 + "{% endfor %}" * 9, MUCH),
        ("{% for a in range(99999) %}{% endfor %}", f"Call {IMPOSSIBLE}"),
        ("{{ name.center(3000000000) }}", f"Call {IMPOSSIBLE}"),
        ("{{ name|center(3000000000) }}", f"center {IMPOSSIBLE}"),
        ('{{ "x" * 3000000000 }}', f"Mul {IMPOSSIBLE}"),
        ("{% for a in notes recursive %}{{ loop(notes) }}{% endfor %}", f"For {IMPOSSIBLE}"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", f"Macro {IMPOSSIBLE}"),
        (DOUBLED + "{% set a = a ~ a %}" * 60, LONG),
        (DOUBLED + "{% set a = a|join(a) %}" * 20, LONG),
        (DOUBLED + "{% set a = a ~ a %}" * 13 + TEN + TEN + "{{ a }}" + "{% endfor %}" * 2, LONG),
        (LISTED + "{% set a = a + a %}" * 40, LONG),
        *slowly((LISTED + "{% set a = [a, a] %}" * 40 + "{{ a }}", LONG)),
        (DOUBLED + "{% set a = a ~ a %}" * 13 + "{% set a = [a, a, a, a] %}{{ a }}", LONG),
        (LISTED + "{% set a = a + a %}" * 17 + "{{ (a + a + a)|length }}", "what it says is too"),
        (DOUBLED + "{% set a = a ~ a %}" * 13 + "{{ (a ~ a ~ a ~ a)|length }}", "is too long."),
        *slowly((LISTED + "{% set a = a + a %}" * 17 + TEN + "{% set b = a %}{% endfor %}", MUCH)),
        ("\x1b[31m", f"{CHARACTER}a control character (U+001B)"),
        ("\0", f"{CHARACTER}a control character (U+0000)"),
        ("\u202e", f"{CHARACTER}a direction mark (U+202E)"),
        (r'{{ "\x1b" }}', f"{CHARACTER}a control character (U+001B)"),
        ("x" * LARGEST, f"letter.txt is larger than {LARGEST:,} bytes."),
    ],
)
def test_a_template_that_does_too_much_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    """Nobody waits for ever, and no letter shows otherwise than it is stored."""
    (tmp_path / "letter.txt").write_bytes(f"Subject: x\n{text}".encode())

    with pytest.raises(Malformed) as caught:
        check_letter_templates(tmp_path)
    assert sentence in str(caught.value)


def test_a_subject_is_as_bounded_as_the_text(tmp_path: Path) -> None:
    """It is a template of its own."""
    (tmp_path / "letter.txt").write_bytes(b"Subject: \x1b\n")

    with pytest.raises(Malformed, match="a control character"):
        check_letter_templates(tmp_path)


def test_what_a_letter_needs_can_be_said(tmp_path: Path) -> None:
    """Choices, loops, parts of lists and of names; lines may end as Windows ends them."""
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


def test_bounds_leave_room_for_long_letters() -> None:
    """As many and as long values as a body has at its largest meeting."""
    group = replace(VALUES.groups[0], points=["word " * 20] * 2_000)

    _, text = filled(replace(VALUES, groups=[group] * 2), None)

    assert LETTER.value < len(text) < LETTER.letters


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
