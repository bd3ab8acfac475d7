"""Every job: how the program does it, what the limit and the stock library are, and the target."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

from application.acts.texts.signatures import SignText
from application.context import Stream
from application.register import Register
from application.streams import EventLog
from domain.event import Recorded
from domain.events.progress import ProgressReported
from domain.texts.commitment import Commitment
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.log_file import StoredEntry, opened
from infrastructure.audit.log.log_scan import LogScan
from infrastructure.audit.log.verify import verify
from infrastructure.bootstrap import open_log, open_register, read_model_folder
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.benchmarks import asked, by_hand
from tests.benchmarks.made_up import BODY, CLERK, TODAY, USUAL, Mixture, act_of
from tests.benchmarks.measuring import Cost, Opening, Run, program
from tests.benchmarks.registers import REVIEW, Registers

Growth = Literal["", "linear", "flat"]
Contender = Callable[[Registers], Opening]
Question = Callable[[Register], object]
STREAM = Stream("commitment", BODY, "T1-1")
CLICK = "import click; click.Group('bare', help='A bare group.')()"


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its contenders, which do it so many `times`, to be timed; 0 is once an entry.

    `targets` are as in "0.5 of limit, 5 ms": at least half as fast as the limit, at most 5 ms. The
    whole may not grow (`flat`) or grow in proportion (`linear`) with the register, or with `sizes`.
    """

    name: str
    ours: Contender
    targets: str = ""
    limit: Contender | None = None
    stock: Contender | None = None
    times: int = 1
    growth: Growth = ""
    sizes: tuple[int, ...] = ()


def _report(log: EventLog) -> Recorded:
    known = log.records(STREAM.id)
    return next(each for each in known if isinstance(each.event, ProgressReported))


def _more(log: EventLog, number: int = 1) -> Run:
    """Return what appends as many events to one stream, in one commit."""
    event, versions = _report(log), count(len(log.records(STREAM.id)) + 1)

    def append() -> None:
        new = [event._replace(version=next(versions)) for _ in range(number)]
        log.append(new, expect={STREAM.id: new[0].version - 1})

    return append


@contextmanager
def _appending(at: Registers, number: int) -> Iterator[Run]:
    with open_log(at.copy(at.store())) as log:
        yield _more(log, number)


@contextmanager
def _appending_by_hand(at: Registers, number: int) -> Iterator[Run]:
    store = at.copy(at.store())
    with open_log(store) as log:
        event = _report(log)
        _, state = log.stored(event.position) or (event, b"")
    with by_hand.appending(store, STREAM.id, event.event.TOPIC, [state] * number) as run:
        yield run


@contextmanager
def _signing(at: Registers) -> Iterator[Run]:
    """Sign one commitment of the first text, by members that have not signed it yet."""
    with open_register(at.copy(at.store()), recording=True) as register:
        said = (record.event.subject for record in register.log.records(STREAM.id))
        left = iter(sorted({*Mixture().codes} - set(said)))
        others = tuple(f"T1-{number}" for number in range(2, Mixture().commitments + 1))
        text = {"instrument": "T1", "excepting": others}

        def run() -> None:
            act = act_of(SignText, TODAY, member=next(left), **text)
            register.record(partial(act.record, body=BODY), CLERK)

        yield run


def _deep(at: Registers, signers: int, years: int) -> Path:
    """Return a register of one commitment, with 3 entries and 1 or 2 a signer and year more."""
    return at.store(1, Mixture(commitments=1, signers=signers, years=years))


@contextmanager
def _loading(at: Registers, signers: int, years: int) -> Iterator[Run]:
    with open_log(_deep(at, signers, years)) as log:
        yield partial(log.load, STREAM.id, Commitment)


def _selecting(at: Registers, signers: int, years: int) -> Opening:
    return by_hand.stock_selecting(_deep(at, signers, years), STREAM.id)


@contextmanager
def _importing(at: Registers, kind: str, rows: int = 0) -> Iterator[Run]:
    file = at.file(kind, rows or at.entries)
    words = ("import", str(file), "--source", "A file")
    yield lambda: program(words, folder=at.empty())


@contextmanager
def _command(at: Registers, words: str, mixture: Mixture) -> Iterator[Run]:
    """Run a command of the program, as a whole process."""
    yield partial(program, words.split(), folder=at.store(mixture=mixture).parent)


@contextmanager
def _bare(_: Registers) -> Iterator[Run]:
    yield partial(program, ("--help",), code=CLICK)


@contextmanager
def _rebuilding(at: Registers) -> Iterator[Run]:
    with open_log(at.store()) as log, SQLiteReadModel(log, at.scratch()) as tables:
        yield lambda: tables.rebuild(forget=True)


def _tables(at: Registers) -> Path:
    return max(read_model_folder(at.store()).glob("gen-*.sqlite"))


def _loading_tables(at: Registers) -> Opening:
    return by_hand.loading_tables(at.store(), _tables(at), at.scratch())


@contextmanager
def _following(at: Registers) -> Iterator[Run]:
    """Append one event and ask how far the tables are, so that they follow it."""
    with open_register(at.copy(at.store())) as register:
        append = _more(register.log)

        def run() -> None:
            append()
            register.read_model.head()

        yield run


@contextmanager
def _verifying(at: Registers) -> Iterator[Run]:
    yield partial(verify, at.store())


def _hashing_by_hand(at: Registers) -> Opening:
    return by_hand.hashing(at.store())


class _HashesAlone(LogScan):
    """Reads the log and compares every entry with its leaf, but decodes none."""

    def _check_content(self, _: StoredEntry) -> None: ...


@contextmanager
def _hashing(at: Registers) -> Iterator[Run]:
    with opened(at.store()) as log:
        yield lambda: deque(_HashesAlone(Verification(), log, ()).leaves(), maxlen=0)


@contextmanager
def _asking(at: Registers, question: Question, mixture: Mixture) -> Iterator[Run]:
    with open_register(at.store(mixture=mixture)) as register:
        yield partial(asked.once_followed, register, question)


@contextmanager
def _disk(at: Registers, file: Path) -> Iterator[Run]:
    """Say how many bytes a file has for each entry."""
    with open_log(at.store()) as log:
        yield lambda: Cost(0, 0, file.stat().st_size // log.last())


def _of(mixture: Mixture) -> str:
    return " of a review" if mixture is REVIEW else ""


def _whole(
    words: str, targets: str, limit: Contender | None = None, mixture: Mixture = USUAL
) -> Job:
    """Return the job of a command that people type."""
    name = f"`{' '.join(['depositary', *words.split()])}`{_of(mixture)}"
    growth: Growth = "" if limit else "linear"
    return Job(name, lambda at: _command(at, words, mixture), targets, limit, growth=growth)


def _question(
    name: str, targets: str, ask: Question, growth: Growth = "linear", mixture: Mixture = USUAL
) -> Job:
    """Return the job of a question that is asked within a process."""
    ours = partial(_asking, question=ask, mixture=mixture)
    return Job(f"{name}{_of(mixture)}", ours, targets, growth=growth)


def _load(events: str, signers: int, years: int) -> Job:
    """Return the job of loading one commitment of so many events."""
    ours = partial(_loading, signers=signers, years=years)
    stock = partial(_selecting, signers=signers, years=years)
    return Job(f"load an aggregate of {events} events", ours, "0.45 of stock", stock=stock)


def _import(kind: str, name: str, targets: str = "", times: int = 1, *sizes: int) -> Job:
    """Return the job of importing a file of some kind, as a command."""
    ours = partial(_importing, kind=kind)
    return Job(f"import {name}", ours, targets, times=times, growth="linear", sizes=sizes)


JOBS = (
    Job(
        name="append, 1 event a commit",
        ours=lambda at: _appending(at, 1),
        limit=lambda at: _appending_by_hand(at, 1),
        stock=lambda at: by_hand.stock_appending(at.scratch(), 1),
        targets="0.75 of limit, 1.1 of stock",
        times=100,
        growth="flat",
    ),
    Job(
        name="append, 100 events a commit",
        ours=lambda at: _appending(at, 100),
        limit=lambda at: _appending_by_hand(at, 100),
        stock=lambda at: by_hand.stock_appending(at.scratch(), 100),
        targets="1.1 of stock",
        times=4,
    ),
    Job(
        name="sign one commitment, by its act",
        ours=_signing,
        limit=lambda at: _appending_by_hand(at, 1),
        targets="1.5 ms",
        times=20,
        growth="flat",
    ),
    _load("100", signers=33, years=1),
    _load("1,000", signers=200, years=2),
    _import("rows", "a row", "0.2 ms", times=0),
    _import("meetings", "meetings of one body", "", 1, 500, 1000, 2000),
    _import("reports", "reports on one commitment", "", 1, 500, 1000, 2000, 4000),
    _import("review", "a review: many recommendations, an act on each"),
    Job("rebuild the tables", _rebuilding, "0.45 of limit", _loading_tables),
    Job("follow one new event", _following, "1.3 ms", times=20, growth="flat"),
    Job("verify, hashes alone", _hashing, "0.5 of limit", _hashing_by_hand),
    Job("verify, with decoding", _verifying, "0.2 of limit", _hashing_by_hand),
    Job(
        name="status of one commitment",
        ours=lambda at: _asking(at, asked.status, USUAL),
        limit=lambda at: by_hand.selecting(_tables(at), *by_hand.OF_STATUS),
        targets="0.5 of limit, 5 ms",
        times=5,
        growth="flat",
    ),
    _question("history of a member", "15 ms", asked.history),
    _question("matrix of all texts", "1500 ms", asked.matrix_of_all),
    _question("matrix of one text", "5 ms", asked.matrix_of_one, "flat"),
    _question("overview, in process", "50 ms", asked.overview),
    _question("status of one commitment", "5 ms", asked.status, "flat", REVIEW),
    _question("matrix of one text", "", asked.matrix_of_one, "flat", REVIEW),
    _question("overview, in process,", "50 ms", asked.overview, "linear", REVIEW),
    _whole("members", "500 ms", mixture=REVIEW),
    _whole("report status T1", "", mixture=REVIEW),
    _whole("report annual 2020 --on 2026-01-01", "", mixture=REVIEW),
    _whole("", "500 ms"),
    _whole("conflicts", "500 ms"),
    _whole("overdue --on 2026-01-01", "500 ms"),
    _whole("report annual 2020 --on 2026-01-01", "1500 ms"),
    _whole("log --format csv", "100 MB"),
    _whole("replay --format jsonl", "60000 ms"),
    _whole("rebuild", ""),
    _whole("audit verify", ""),
    _whole("--help", "0.83 of limit", _bare),
    _whole("status T1-2", "0.25 of limit", _bare),
    _whole("members", "0.25 of limit", _bare),
    Job("disk: the log, an entry", lambda at: _disk(at, at.store())),
    Job("disk: the tables, an entry", lambda at: _disk(at, _tables(at)), "1000 bytes"),
)
