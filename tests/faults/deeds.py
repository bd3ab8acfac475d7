"""The commands that write, what each needs, and what must hold of an office whatever befell it."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from infrastructure.audit.log.findings import PASSED
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.note import Note
from tests.faults.given import Place, contents
from tests.faults.mortal import Mortals

ROWS = "act,member,name,on\n" + "".join(f"join,M{n},Member {n},2025-10\n" for n in range(10, 40))
AT_ONCE = frozenset({0})
DONE_OR_REFUSED = frozenset({0, 1})
JOIN = "member join BLE --name Blefuscu --on 2025-10"
EXPUNGE = "expunge @2 --reason court_order --authority 'High Court of Atlantis' --yes"
RECEIPT = "audit receipt @9 --output ../a.tlog-proof --content ../a.json"
ROTATE = "audit rotate-key --new ../new.key --output ../kept/1.checkpoint"
ADD = "contacts add 'Ada Example' --ref p-a7atq2"
BACKUP, CHECKPOINT = "backup ../backup", "audit checkpoint --output ../kept/1.checkpoint"
RESTORED = "../other/register.db"


@dataclass(frozen=True)
class Deed:
    """A command that writes, what it needs, and how it ends if it is typed once more later.

    1 is a refusal: what was done is done, and is not done twice. Where it may be done twice,
    `twice` is the number of events that this adds. `half` is what the sentence begins with where
    it was done and could not be finished. `leaves` is a file that is there in the end.
    """

    line: str
    again: frozenset[int] = AT_ONCE
    before: tuple[str, ...] = ()
    twice: int = 0
    half: str = "never"
    leaves: str = ""


DEEDS = {
    "record": Deed(JOIN, DONE_OR_REFUSED),
    "record once": Deed(f"{JOIN} --command-key 7"),
    "import": Deed("import ../rows.csv"),
    "rebuild": Deed("rebuild"),
    "report": Deed("report status PLEDGE --format xlsx --output ../status.xlsx"),
    "export": Deed("export analysis ../tables.db"),
    "keygen": Deed("audit keygen ../more.key --name example.org/more", DONE_OR_REFUSED),
    "checkpoint": Deed(CHECKPOINT, DONE_OR_REFUSED),
    "rotate": Deed(ROTATE, DONE_OR_REFUSED),
    "receipt": Deed(RECEIPT, DONE_OR_REFUSED, ("audit checkpoint",)),
    "publish": Deed("report publish status PLEDGE"),
    "expunge": Deed(EXPUNGE, DONE_OR_REFUSED, half="Texts of @2 are removed"),
    "backup": Deed(BACKUP, DONE_OR_REFUSED),
    "restore": Deed(
        f"restore ../backup --store {RESTORED}",
        DONE_OR_REFUSED,
        ("audit checkpoint", BACKUP),
        leaves=RESTORED,
    ),
    "add": Deed(ADD, DONE_OR_REFUSED),
    "change": Deed("contacts change p-a7atq2 --email ada@example.org", AT_ONCE, (ADD,)),
    "erase": Deed("contacts erase p-a7atq2 --yes", DONE_OR_REFUSED, (ADD,)),
}


def prepare(place: Place, fated: Mortals, deed: Deed) -> None:
    """Do what a deed needs to have been done."""
    (place.root / "rows.csv").write_text(ROWS, encoding="utf-8")
    fated.run(place, *shlex.split("audit keygen ../new.key --name example.org/register")).must()
    for line in deed.before:
        fated.run(place, *shlex.split(line)).must()


def must_be_sound(place: Place, sizes: set[int]) -> None:
    """Require a log of one of these sizes, as it was signed, and only whole files of evidence."""
    assert len(contents(place.store)[0]) in sizes
    kept = (place.kept / "whole.checkpoint").read_bytes()
    assert place.verified(whole=kept).exit_code == PASSED
    for path in (each for each in place.root.rglob("*") if _is_named(each, place)):
        assert path.stat().st_size, path
        if path.suffix in {".checkpoint", ".signed"}:
            assert Checkpoint.parse(Note.parse(path.read_bytes()).text).size >= 41


def _is_named(path: Path, place: Place) -> bool:
    """Say whether somebody may take it for a file of ours; `.depositary-…` is left by the dead."""
    ours = any(part.startswith((".", "register.")) for part in path.relative_to(place.root).parts)
    return path.is_file() and not ours
