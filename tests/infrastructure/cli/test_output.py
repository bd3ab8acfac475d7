"""Where files and screens differ: what a pipe gets, and what a terminal is spared."""

import sys
from io import BytesIO, TextIOWrapper

import pytest

from infrastructure.cli.screen import put


def test_hands_bytes_on_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is changed on its way is no workbook; what was printed before stays first."""
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, "ascii"))
    print("first,", end="")  # noqa: T201  # another part of the program has printed already

    put(b"\x00\xff\r\n", binary=True)

    assert written.getvalue() == b"first,\x00\xff\r\n"
