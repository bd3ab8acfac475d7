"""The registers that jobs are done in: each is made once, and copied before anything changes it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from application.acts.meetings import meetings
from application.acts.progress import reports
from application.acts.texts import wording
from application.declarations.act import Act
from infrastructure.bootstrap import open_log, open_register, read_model_folder
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.benchmarks.made_up import (
    FIRST_DAY,
    SCALE,
    SETTINGS,
    STEPS,
    USUAL,
    Mixture,
    act_of,
    as_file,
    founding,
    make,
    rows,
)

ONE_EACH = Mixture(commitments=1)
"""Of one commitment a text, so that each row of a file makes one entry."""
REVIEW = Mixture(commitments=500, signers=1, years=0)
"""The shape of a review: many recommendations, an act on each."""


@dataclass(slots=True)
class Registers:
    """Registers below a folder, which may be kept; `entries` is the size of most of them."""

    folder: Path
    entries: int
    _number: Iterator[int] = field(default_factory=count)
    _ready: set[Path] = field(default_factory=set)

    def store(self, entries: int | None = None, mixture: Mixture = USUAL) -> Path:
        """Return a register of a size, with tables that are up to date; nobody writes in it."""
        size = entries or self.entries
        folder = self.folder / f"{size}-{mixture.commitments}-{mixture.signers}-{mixture.years}"
        if not folder.exists():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            make(part, size, mixture=mixture)
            part.rename(folder)
        store = folder / "register.db"
        if store not in self._ready:  # the tables may be of another version of the program
            with open_log(store) as log, SQLiteReadModel(log, read_model_folder(store)) as tables:
                tables.rebuild(forget=True)
            self._ready.add(store)
        return store

    def copy(self, store: Path) -> Path:
        """Return a copy of a register that may be changed."""
        folder = self.scratch()
        shutil.copytree(store.parent, folder)
        return folder / store.name

    def empty(self) -> Path:
        """Return the folder of a new register without entries."""
        folder = self.scratch()
        folder.mkdir(parents=True)
        (folder / "depositary.toml").write_text(SETTINGS)
        with open_register(folder / "register.db", create=True):
            return folder

    def scratch(self) -> Path:
        """Return a path where nothing is."""
        return self.folder / "scratch" / str(next(self._number))

    def file(self, kind: str, size: int) -> Path:
        """Return a file of so many rows, about."""
        path = self.folder / f"{kind}-{size}.csv"
        if not path.exists():
            path.write_text(FILES[kind](size))
        return path


def _of_meetings(number: int) -> str:
    acts: list[Act] = list(founding(Mixture(members=3)))
    for each in range(number):
        on, name = FIRST_DAY + timedelta(days=each), f"S{each}"
        acts.append(act_of(meetings.Convene, on, meeting=name, kind="ordinary_session"))
        acts.append(act_of(meetings.OpenMeeting, on, meeting=name))
    return as_file(acts)


def _of_reports(number: int) -> str:
    mixture, on = Mixture(), FIRST_DAY
    text = {"reference": "T", "title": "The text", "legal_nature": "political"}
    acts: list[Act] = [*founding(mixture), act_of(wording.OpenText, on, **text)]
    acts.append(act_of(wording.AdoptCommitment, on, commitment="C", instrument="T", text="We act."))
    for each in range(number):
        on = date(2010, 1, 1) + timedelta(days=each)
        said = {"member": mixture.codes[each % mixture.members], "assessment": STEPS[each % 4]}
        acts.append(act_of(reports.ReportProgress, on, commitment="C", scale=SCALE, **said))
    return as_file(acts)


FILES: dict[str, Callable[[int], str]] = {
    "rows": lambda number: rows(number, mixture=ONE_EACH),
    "review": lambda number: rows(number, mixture=REVIEW),
    "meetings": _of_meetings,
    "reports": _of_reports,
}
