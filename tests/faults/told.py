"""A register of an exercise, told minute by minute, with keys, and checkpoints kept outside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from application.acts.members.leaving import Suspend
from application.acts.texts.consents import WithdrawFromText
from application.entries import amending
from domain.values import Visibility
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, WITNESS
from infrastructure.audit.proofs.policy import read_policy
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import Counter, Office, day, open_log

WORDS = "a passphrase for the exercise"
LOG_NAME, MEMBER_NAME = "example.org/register", "atlantis.example/witness"
FIRST, SECOND = "2025-11-25", "2025-11-26"
WITNESSED = 1_764_115_200  # in seconds: the midnight between both days
CONFIG = 'store = "register.db"\nactor = "p-keeper"\n'


@contextmanager
def office_at(store: Path, counter: Counter | None = None) -> Iterator[Office]:
    """Open a register as commands do, but with ids that can be told beforehand."""
    with open_log(store) as log, SQLiteReadModel(log, store.with_suffix(".read")) as tables:
        yield Office(log, tables, counter or Counter())


@dataclass
class Clock:
    """Goes on by a minute with each command."""

    office: Office
    day: str = FIRST
    minute: int = 0

    def tick(self) -> None:
        self.minute += 1
        self.office.set_clock(f"{self.day}T12:{self.minute:02}:00")


def begin(office: Office, clock: Clock) -> None:
    """Record the body, a text of two commitments, three members and their signatures."""
    clock.tick()
    office.establish()  # @1
    clock.tick()
    office.adopt_text(commitments_of_it=("T-1", "T-2"))  # @2 to @4
    for code in ("ATL", "ERE", "LIL"):  # @5 to @7
        clock.tick()
        office.join(code)
    for code in ("ATL", "ERE", "LIL"):  # @8 to @13, those of T-1 at @8, @10 and @12
        clock.tick()
        office.sign(code)


def go_on(office: Office, clock: Clock) -> None:
    """Record what happened to them later."""
    clock.tick()
    office.correct("@8", on="2021-02-01")  # @14
    clock.tick()
    office.act(
        WithdrawFromText(member="ERE", commitment="T", of="signature", on=day("2022-01-01")).record
    )
    clock.tick()
    office.act(
        WithdrawFromText(
            member="ERE", commitment="T-1", of="withdrawal", on=day("2022-03-01")
        ).record
    )
    clock.tick()
    office.retract("@13")  # @18, the last that is said of T-2
    clock.tick()
    office.act(Suspend(member="LIL", on=day("2023-01-01")).record)  # @19


def come_back(office: Office, clock: Clock) -> None:
    """Record what happened on the day after."""
    clock.tick()
    office.record(lambda r: amending.show_to(r, ["@5"], Visibility.PUBLIC))  # @20
    clock.tick()
    office.join("UTO", "2024-05-01")  # @21


@dataclass(frozen=True)
class Archive:
    """A register in a folder of its own, what was kept outside it, and whom one trusts."""

    folder: Path

    @property
    def here(self) -> Path:
        """Where the administrator works."""
        return self.folder / "here"

    @property
    def store(self) -> Path:
        return self.here / "register.db"

    @property
    def kept(self) -> Path:
        """A checkpoint of the first 19 entries, which left the machine."""
        return self.folder / "kept.checkpoint"

    @property
    def signed(self) -> Path:
        """The same, which a witness has signed too."""
        return self.folder / "signed.checkpoint"

    @property
    def older(self) -> Path:
        """A copy of the register, of when it had 13 entries."""
        return self.folder / "older.db"

    @property
    def other(self) -> Path:
        """A checkpoint of another history, where one was made."""
        return self.folder / "other.checkpoint"

    @property
    def policy(self) -> Path:
        """Trusts the log."""
        return self.folder / "our.policy"

    @property
    def careful(self) -> Path:
        """Trusts it only together with its witness."""
        return self.folder / "careful.policy"

    @property
    def key(self) -> Path:
        """The key of the log."""
        return self.folder / "log.key"

    @property
    def memory(self) -> Path:
        """The last checkpoint that the key has signed."""
        return self.folder / "log.key.signed"


def tell(folder: Path) -> Archive:
    """Tell the register; between both days it is signed, and a witness looks at it."""
    archive, counter = Archive(folder), Counter()
    archive.here.mkdir(parents=True)
    (archive.here / "depositary.toml").write_text(CONFIG, encoding="utf-8")
    with office_at(archive.store, counter) as office:
        begin(office, Clock(office))
    shutil.copy(archive.store, archive.older)
    with office_at(archive.store, counter) as office:
        go_on(office, Clock(office, minute=30))
    _sign(archive)
    with office_at(archive.store, counter) as office:
        come_back(office, Clock(office, day=SECOND))
    return archive


def _sign(archive: Archive) -> None:
    key = Signer.make(archive.key, LOG_NAME, LOG, WORDS)
    member = Signer.make(archive.folder / "atlantis.key", MEMBER_NAME, WITNESS, WORDS)
    trust = f"log {key.verifier}\n"
    archive.policy.write_text(f"{trust}quorum none\n")
    archive.careful.write_text(f"{trust}witness ATL {member.verifier}\nquorum ATL\n")
    archive.kept.write_bytes(bytes(make_checkpoint(archive.store, key, moment=WITNESSED)))
    shown = WitnessRequest.parse(archive.kept.read_bytes())
    seen = cosign(shown, member, read_policy(archive.policy), WITNESSED)
    archive.signed.write_bytes(bytes(seen))
