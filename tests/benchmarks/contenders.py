"""How each job is done, by the program and by what it is compared with, once it is opened."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from application.acts.texts.signatures import SignText
from application.context import Stream
from application.event_store.stored_events import encode
from application.event_store.streams import EventLog
from application.register import Register
from domain.event import Recorded
from domain.events.progress import ProgressReported
from domain.texts.commitment import Commitment
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.log_file import StoredEntry, opened
from infrastructure.audit.log.log_scan import LogScan
from infrastructure.audit.log.verify import verify
from infrastructure.bootstrap import open_log, open_register, read_model_folder
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.store.leaf import format_time
from infrastructure.store.sqlite_recorder import system_clock
from tests.benchmarks import asked, by_hand
from tests.benchmarks.made_up import BODY, CLERK, TODAY, Mixture, act_of
from tests.benchmarks.measuring import Cost, Opening, Run, program
from tests.benchmarks.registers import Registers

Question = Callable[[Register], object]
STREAM = Stream("commitment", BODY, "T1-1")
CLICK = "import click; click.Group('bare', help='A bare group.')()"
START = """
import eventsourcing.application, sqlite3, tomllib, domain.events.bodies, domain.events.progress
"""
"""Loads the libraries that each question needs, and shapes of events: of bodies, members, texts."""
READING = """import gc, sqlite3, sys
from infrastructure.cli.start import OBJECTS, PLUGINS, NoPlugins
sys.modules[PLUGINS] = NoPlugins(PLUGINS)
gc.set_threshold(OBJECTS)
import application.reports.annual.annual, infrastructure.cli.reports.reports
from domain.events.table import TOPICS
_, tables, *topics = sys.argv
told = sqlite3.connect(tables).execute("SELECT topic, content FROM assertion")
kept = [TOPICS[topic].model_validate_json(text) for topic, text in told if topic in topics]
gc.freeze()
"""
"""Loads what an annual report needs, and lets pydantic-core check each event of some topics."""
TOLD = ("commitment.progress-reported", "commitment.report-approved", "commitment.adopted")


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
def appending(at: Registers, number: int) -> Iterator[Run]:
    with open_log(at.copy(at.store())) as log:
        yield _more(log, number)


@contextmanager
def appending_by_hand(at: Registers, number: int) -> Iterator[Run]:
    store = at.copy(at.store())
    with open_log(store) as log:
        event = _report(log)
        _, state = log.stored(event.position) or (event, b"")
    states = [lambda: state] * number
    with by_hand.appending(store, STREAM.id, event.event.TOPIC, states) as run:
        yield run


@contextmanager
def encoding_and_appending_by_hand(at: Registers, number: int) -> Iterator[Run]:
    """Do the same, but encode each event, and write the time at which they are appended."""
    store = at.copy(at.store())
    with open_log(store) as log:
        event = _report(log)
    states = [partial(encode, event.envelope, event.event)] * number

    def now() -> str:
        return format_time(system_clock())

    with by_hand.appending(store, STREAM.id, event.event.TOPIC, states, now) as run:
        yield run


@contextmanager
def signing(at: Registers) -> Iterator[Run]:
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


@contextmanager
def loading(store: Path) -> Iterator[Run]:
    with open_log(store) as log:
        yield partial(log.load, STREAM.id, Commitment)


@contextmanager
def importing(at: Registers, kind: str, rows: int = 0) -> Iterator[Run]:
    file = at.file(kind, rows or at.entries)
    words = ("import", str(file), "--source", "A file")
    yield lambda: program(words, folder=at.empty())


@contextmanager
def command(at: Registers, words: str, mixture: Mixture) -> Iterator[Run]:
    """Run a command of the program, as a whole process."""
    yield partial(program, words.split(), folder=at.store(mixture=mixture).parent)


@contextmanager
def bare(_: Registers) -> Iterator[Run]:
    yield partial(program, ("--help",), code=CLICK)


@contextmanager
def starting(_: Registers) -> Iterator[Run]:
    yield partial(program, ("--help",), code=f"{START}{CLICK}")


@contextmanager
def reading(at: Registers) -> Iterator[Run]:
    """Start, and read the events that an annual report counts on each commitment."""
    yield partial(program, (str(tables(at)), *TOLD), code=READING)


@contextmanager
def rebuilding(at: Registers) -> Iterator[Run]:
    with open_log(at.store()) as log, SQLiteReadModel(log, at.scratch()) as tables:
        yield lambda: tables.rebuild(forget=True)


def tables(at: Registers) -> Path:
    return max(read_model_folder(at.store()).glob("gen-*.sqlite"))


def loading_tables(at: Registers) -> Opening:
    return by_hand.loading_tables(at.store(), tables(at), at.scratch())


@contextmanager
def checking_and_loading(at: Registers) -> Iterator[Run]:
    """Check and build each event of the log, and write rows of tables that are ready."""
    with by_hand.checking(at.store()) as check, loading_tables(at) as load:
        yield lambda: (check(), load())


@contextmanager
def telling(at: Registers) -> Iterator[Run]:
    """Fetch the rows of a status, and make the rows of its answer."""
    with open_register(at.store()) as register:
        blank = asked.status(register).rows[-1]
    with by_hand.telling(tables(at), blank) as run:
        yield run


@contextmanager
def following(at: Registers) -> Iterator[Run]:
    """Append one event and ask how far the tables are, so that they follow it."""
    with open_register(at.copy(at.store())) as register:
        append = _more(register.log)

        def run() -> None:
            append()
            register.read_model.head()

        yield run


@contextmanager
def verifying(at: Registers) -> Iterator[Run]:
    yield partial(verify, at.store())


def hashing_by_hand(at: Registers) -> Opening:
    return by_hand.hashing(at.store())


class _HashesAlone(LogScan):
    """Reads the log and compares every entry with its leaf, but decodes none."""

    def _check_content(self, _: StoredEntry) -> None: ...


@contextmanager
def hashing(at: Registers) -> Iterator[Run]:
    with opened(at.store()) as log:
        yield lambda: deque(_HashesAlone(Verification(), log, ()).leaves(), maxlen=0)


@contextmanager
def asking(at: Registers, question: Question, mixture: Mixture) -> Iterator[Run]:
    """Ask as commands do, which look once for each question whether the log went on."""
    with open_register(at.store(mixture=mixture)) as register:

        def run() -> None:
            with register.read_model.followed_once():
                question(register)

        yield run


@contextmanager
def disk(at: Registers, file: Path) -> Iterator[Run]:
    """Say how many bytes a file has for each entry."""
    with open_log(at.store()) as log:
        yield lambda: Cost(0, 0, file.stat().st_size // log.last())
