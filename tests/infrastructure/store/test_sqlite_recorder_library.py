"""The library's own contract for recorders holds for ours, in a file and in memory."""

import sys
import threading
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from uuid import uuid4

import pytest

from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import opened

with pytest.MonkeyPatch.context() as patch:
    # The library's test module imports its cipher, and with it a package that we do not use.
    cipher = ModuleType("eventsourcing.cipher")
    vars(cipher)["AESCipher"] = object
    patch.setitem(sys.modules, "eventsourcing.cipher", cipher)
    from eventsourcing.tests.persistence import ApplicationRecorderTestCase


def wait_for_readers(others: Collection[threading.Thread]) -> None:
    """Let the readers end that the library's tests leave behind, before their files are closed.

    `others` were there before, and are none of them.
    """
    for thread in threading.enumerate():
        if thread not in others:
            thread.join(10)


class TestInFile(ApplicationRecorderTestCase[SQLiteLogRecorder]):
    """A file is how the register is kept."""

    def create_recorder(self) -> SQLiteLogRecorder:
        folder = Path(self.enterContext(TemporaryDirectory()))
        recorder = self.enterContext(opened(folder / "log.db"))
        recorder.create_table()
        self.addCleanup(wait_for_readers, threading.enumerate())
        return recorder


class TestInMemory(ApplicationRecorderTestCase[SQLiteLogRecorder]):
    """In memory, readers and the writer exclude each other by the library's locks."""

    def create_recorder(self) -> SQLiteLogRecorder:
        name = f"file:{uuid4()}?mode=memory&cache=shared"
        recorder = self.enterContext(opened(name))
        recorder.create_table()
        self.addCleanup(wait_for_readers, threading.enumerate())
        return recorder


del ApplicationRecorderTestCase  # abstract: pytest would collect it as well
