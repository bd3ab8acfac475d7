"""What the tests of faults start from: a register as an office has it, and `depositary` at work.

All that is in the register is the same on every run, byte for byte, so that what fails at one place
of a file fails there again.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Self

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment
from application.context import Context, Ids
from application.recording import body_events
from application.recording.recording import Recording
from application.register import Register
from domain.events.bodies import Established, InstrumentAdopted, TaskAdopted
from domain.values import ImpreciseDate, LegalNature, MemberKind
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG
from infrastructure.audit.proofs.policy import Policy, policy_of
from infrastructure.bootstrap import open_register
from tests.application.given import Counter
from tests.infrastructure.cli.given import typed
from tests.infrastructure.store.given import NOON_US

BODY, TEXT = "OTF", "PLEDGE"
ORIGIN = "example.org/register"
SECOND = 1_000_000
WORDS = "a passphrase for the exercise"
CLERK = Context(actor="p-clerk-1")
MEMBERS = {
    "ATL": "Atlantis",
    "ERE": "Erewhon",
    "LAP": "Laputa",
    "LIL": "Lilliput",
    "RUR": "Ruritania",
    "UTO": "Utopia",
}
PROMISES = ("We will act together.", "We will share what works.", "We will report every year.")
JOINED, SIGNED = ImpreciseDate.parse("2025-06"), ImpreciseDate.parse("2025-09-15")
CONFIG = f'store = "register.db"\nactor = "p-clerk-1"\ntaskforce = "{BODY}"\n'
COMMAND = str(Path(sys.executable).with_name("depositary"))


@dataclass(frozen=True)
class Said:
    """What a process answered: its exit code (minus the signal that ended it) and its words."""

    code: int
    out: str
    err: str

    def must(self, code: int = 0) -> Self:
        """Require an exit code, and that nobody was shown a traceback."""
        assert self.code == code, self
        assert "Traceback" not in self.err, self
        return self

    def must_fail_in_a_sentence(self, code: int = 3) -> Self:
        """Require one sentence and nothing else, as people are told what went wrong.

        Before it, it may be said what was waited for, or that there are no tables.
        """
        self.must(code)
        waited = r"Waiting for .*, which process \d+ \([\w ,.-]+\) has locked\."
        without = r".* Recording goes on without them; questions have to wait\."
        before = rf"(depositary: ({waited}|{without})\n)?"
        assert re.fullmatch(rf"{before}depositary: .*\n", self.err), self
        assert self.err.endswith(".\n") or ": depositary " in self.err, self
        return self


@dataclass(frozen=True)
class Place:
    """An office: the register's folder, and outside it the key, what was kept, whom one trusts."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def store(self) -> Path:
        return self.data / "register.db"

    @property
    def key(self) -> Path:
        return self.root / "log.key"

    @property
    def kept(self) -> Path:
        return self.root / "kept"

    @property
    def trusting(self) -> Policy:
        return policy_of((self.root / "our.policy").read_bytes(), "our.policy")

    def signer(self) -> Signer:
        return Signer.load(self.key, LOG, WORDS)

    def keep_checkpoint(self, name: str) -> bytes:
        """Make a checkpoint and keep it outside."""
        made = bytes(make_checkpoint(self.store, self.signer()))
        (self.kept / f"{name}.checkpoint").write_bytes(made)
        return made

    def verified(self, **kept: bytes) -> Verification:
        """Verify the log: against the checkpoints that are given, or else alone."""
        return verify(self.store, self.trusting if kept else None, kept)

    @property
    def told(self) -> Mapping[str, str]:
        return {"DEPOSITARY_PASSPHRASE": WORDS, "DEPOSITARY_KEY": str(self.key)}

    def environment(self, **more: str) -> Mapping[str, str]:
        """Return what a process of this office is told."""
        others = {k: v for k, v in os.environ.items() if not k.startswith("DEPOSITARY_")}
        return {**others, **self.told, **more}

    def run(self, *words: str, memory: int = 0) -> Said:
        """Run `depositary` as a process of its own, with so many bytes of memory where given."""
        limit = f"ulimit -v {memory // 1024}; " if memory else ""
        done = subprocess.run(
            ["sh", "-c", f'{limit}exec "$@"', "sh", COMMAND, *words],
            cwd=self.data,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def copied(self, root: Path) -> "Place":
        """Copy the whole office."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        return Place(root)


def tell(register: Register) -> None:
    """Record a body of six members that sign a text of three commitments; 41 events."""
    register.record(_found, CLERK)
    for code, name in MEMBERS.items():
        register.record(partial(_join, code=code, name=name), CLERK)
    register.record(_adopt, CLERK)
    for code in MEMBERS:
        register.record(partial(_sign, code=code), CLERK)
    for number in range(1, 13):
        register.record(partial(add_task, number=number), CLERK)


def add_task(recording: Recording, number: int) -> None:
    """Record a task, of which there can be any number."""
    task = TaskAdopted(reference=f"T-{number}", text=f"Do the task of number {number}.")
    body_events.record(recording, BODY, task, JOINED)


def _found(recording: Recording) -> None:
    body = Established(code=BODY, name="Our Taskforce", nature="exercise")
    establish(recording, body.code, body, JOINED)


def _join(recording: Recording, code: str, name: str) -> None:
    Join(member=code, on=JOINED, name=name, kind=MemberKind.STATE, founding=True).record(
        recording, BODY
    )


def _sign(recording: Recording, code: str) -> None:
    SignText(member=code, instrument=TEXT, on=SIGNED).record(recording, BODY)


def _adopt(recording: Recording) -> None:
    text = InstrumentAdopted(reference=TEXT, title="Pledge", legal_nature=LegalNature.POLITICAL)
    body_events.record(recording, BODY, text, JOINED)
    for number, promise in enumerate(PROMISES, start=1):
        AdoptCommitment(
            instrument=TEXT, commitment=f"{TEXT}-{number}", text=promise, on=JOINED
        ).record(recording, BODY)


def office(root: Path) -> Place:
    """Set up an office whose log was signed once, at its full size."""
    place = Place(root)
    place.data.mkdir()
    place.kept.mkdir()
    (place.data / "depositary.toml").write_text(CONFIG, encoding="utf-8")
    seconds, counter = count(), Counter()
    with open_register(
        place.store, create=True, clock=lambda: NOON_US + next(seconds) * SECOND
    ) as opened:
        ids = Ids(counter.new_id, counter.new_salt)
        tell(replace(opened, ids=ids, today=lambda: date(2025, 11, 25)))
    signer = Signer.make(place.key, ORIGIN, LOG, WORDS)
    policy = f"log {signer.verifier}\nquorum none\n"
    (place.root / "our.policy").write_text(policy, encoding="utf-8")
    place.keep_checkpoint("whole")
    return place


Rows = Sequence[tuple[object, ...]]


def contents(store: Path) -> tuple[Rows, Rows]:
    """Return every event and every leaf of a log, byte for byte."""
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as db:
        events = db.execute("SELECT * FROM stored_events ORDER BY rowid").fetchall()
        return events, db.execute("SELECT * FROM log_leaf ORDER BY idx").fetchall()


def put_in_place(store: Path, content: bytes) -> None:
    """Put a file in a log's place, and take away what was beside the log that was there."""
    for end in ("-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)
    store.write_bytes(content)


def whole_file(store: Path) -> bytes:
    """Return a log's file once everything is in it."""
    with closing(sqlite3.connect(store)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store.read_bytes()


def typed_here(line: str) -> Said:
    """Run a command in this process, for speed; what is no sentence of ours is raised."""
    said = typed(line)
    return Said(said.code, said.out, said.err)


ON_DAMAGE = (
    "members",
    "report status PLEDGE",
    "export --output ../entries.csv",
    "member join BLE --name Blefuscu --on 2025-10",
    "rebuild",
    "audit checkpoint --output ../made.checkpoint",
)
"""What people do with a register of which they do not know yet that it is damaged."""


def must_end_well(said: Said) -> None:
    """Require an answer, a refusal, or one sentence on why it could not be finished."""
    assert said.code in {0, 1, 3}, said
    if said.code == 3:
        said.must_fail_in_a_sentence()
