"""Where files and screens differ: what a pipe gets, and what a terminal is spared."""

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread

import pytest

from infrastructure.cli.output import write
from infrastructure.cli.screen import put


def test_hands_bytes_on_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is changed on its way is no workbook; what was printed before stays first."""
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, "ascii"))
    print("first,", end="")  # noqa: T201  # another part of the program has printed already

    put(b"\x00\xff\r\n", binary=True)

    assert written.getvalue() == b"first,\x00\xff\r\n"


def test_writes_into_what_is_no_file(tmp_path: Path) -> None:
    """A pipe with a name stays a pipe; replaced by a file, its reader would wait for ever."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write(pipe, "Zürich")
    reader.join(timeout=10)

    assert read == ["Zürich".encode()]
    assert pipe.is_fifo()
