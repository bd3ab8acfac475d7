"""Other processes at work on the same folder, and a log that acts up at a given position."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from application.event_store.streams import EventLog
from domain.event import Recorded

ROOT = Path(__file__).parents[3]
READER = """
import sqlite3, sys
from pathlib import Path
from application.event_store.streams import EventLog
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import as_of, opened

folder = Path(sys.argv[1])
old = folder / (folder / "current").read_text().strip()
held = sqlite3.connect(f"{old.as_uri()}?mode=ro", uri=True, isolation_level=None)
held.execute("BEGIN")
with opened(Path(sys.argv[2])) as log, SQLiteReadModel(log, folder) as model:
    for line in sys.stdin:
        counted = held.execute("SELECT count(*), max(position) FROM event").fetchone()
        checked = held.execute("PRAGMA integrity_check").fetchone()
        fresh = model.head()
        used = (folder / "current").read_text().strip()
        print(*counted, *checked, fresh, used, flush=True)
held.close()
"""
REBUILDER = """
import sys
from pathlib import Path
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import opened

with opened(Path(sys.argv[2])) as log, SQLiteReadModel(log, Path(sys.argv[1])) as model:
    print("ready", flush=True)
    for _ in range(8):
        print(model.rebuild(), flush=True)
"""


def process(code: str, folder: Path) -> subprocess.Popen[str]:
    store = folder.parent / "register.db"
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, str(folder), str(store)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def asked(reader: subprocess.Popen[str]) -> list[str]:
    assert reader.stdin is not None
    assert reader.stdout is not None
    print("?", file=reader.stdin, flush=True)
    return reader.stdout.readline().split()


class Failing(EventLog):
    """A log that fails, or does something else, when it is read on from a position."""

    at: int = -1
    act: Callable[[], None]

    def read(self, after: int, limit: int) -> list[Recorded]:
        if after == self.at:
            self.act()
        return super().read(after, limit)


def interrupt() -> None:
    raise KeyboardInterrupt
