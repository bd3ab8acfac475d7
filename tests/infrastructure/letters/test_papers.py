"""What goes with letters has names that every system takes."""

import pytest

from infrastructure.letters.papers import _plain


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Protokoll März.docx", "Protokoll-Marz.docx"),
        ("Reports of St. Brandan Islands", "Reports-of-St.-Brandan-Islands"),
        ("Minutes 14.02.2026 signed", "Minutes-14.02.2026-signed"),
        ("Minutes v1.2 final version", "Minutes-v1.2-final-version"),
        (f"{'long ' * 30}.pdf", f"{'long-' * 15}l.pdf"),
        ("議事録.pdf", "pdf"),
        ("..", ""),
    ],
)
def test_a_name_keeps_its_ending_alone(name: str, plain: str) -> None:
    """A full stop within a name begins no ending."""
    assert _plain(name) == plain
