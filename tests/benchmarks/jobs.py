"""Every job: how the program does it, what it is compared with, and the target."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from tests.benchmarks import asked, by_hand, contenders
from tests.benchmarks.made_up import USUAL, Mixture
from tests.benchmarks.measuring import Opening
from tests.benchmarks.registers import REVIEW, Registers

Growth = Literal["", "linear", "flat"]
Contender = Callable[[Registers], Opening]


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its contenders, which do it so many `times`, to be timed; 0 is once an entry.

    `targets` are as in "0.5 of limit, 5 ms": at least half as fast as the limit, at most 5 ms. The
    whole may not grow (`flat`) or grow in proportion (`linear`) with the register, or with `sizes`.
    `floor` is the part of the work that this design cannot leave out, and nothing else.
    """

    name: str
    ours: Contender
    targets: str = ""
    limit: Contender | None = None
    stock: Contender | None = None
    floor: Contender | None = None
    times: int = 1
    growth: Growth = ""
    sizes: tuple[int, ...] = ()


def _of(mixture: Mixture) -> str:
    return " of a review" if mixture is REVIEW else ""


def _whole(
    words: str,
    targets: str,
    limit: Contender | None = None,
    floor: Contender | None = None,
    mixture: Mixture = USUAL,
) -> Job:
    """Return the job of a command that people type."""
    return Job(
        name=f"`{' '.join(['depositary', *words.split()])}`{_of(mixture)}",
        ours=lambda at: contenders.command(at, words, mixture),
        targets=targets,
        limit=limit,
        floor=floor,
        growth="" if limit else "linear",
    )


def _question(
    name: str,
    targets: str,
    ask: contenders.Question,
    growth: Growth = "linear",
    mixture: Mixture = USUAL,
) -> Job:
    """Return the job of a question that is asked within a process."""
    ours = partial(contenders.asking, question=ask, mixture=mixture)
    return Job(f"{name}{_of(mixture)}", ours, targets, growth=growth)


def _load(events: str, signers: int, years: int) -> Job:
    """Return the job of loading one commitment of so many events."""

    def store(at: Registers) -> Path:
        """Return a register with 3 entries of it, and 1 or 2 a signer and year more."""
        return at.store(1, Mixture(commitments=1, signers=signers, years=years))

    return Job(
        name=f"load an aggregate of {events} events",
        ours=lambda at: contenders.loading(store(at)),
        stock=lambda at: by_hand.stock_selecting(store(at), contenders.STREAM.id),
        floor=lambda at: by_hand.validating(store(at), contenders.STREAM.id),
        targets="0.45 of stock",
    )


def _import(kind: str, name: str, targets: str = "", times: int = 1, *sizes: int) -> Job:
    """Return the job of importing a file of some kind, as a command."""
    ours = partial(contenders.importing, kind=kind)
    return Job(f"import {name}", ours, targets, times=times, growth="linear", sizes=sizes)


JOBS = (
    Job(
        name="append, 1 event a commit",
        ours=lambda at: contenders.appending(at, 1),
        limit=lambda at: contenders.appending_by_hand(at, 1),
        stock=lambda at: by_hand.stock_appending(at.scratch(), 1),
        floor=lambda at: contenders.encoding_and_appending_by_hand(at, 1),
        targets="0.75 of limit, 1.1 of stock",
        times=100,
        growth="flat",
    ),
    Job(
        name="append, 100 events a commit",
        ours=lambda at: contenders.appending(at, 100),
        limit=lambda at: contenders.appending_by_hand(at, 100),
        stock=lambda at: by_hand.stock_appending(at.scratch(), 100),
        floor=lambda at: contenders.encoding_and_appending_by_hand(at, 100),
        targets="1.1 of stock",
        times=4,
    ),
    Job(
        name="sign one commitment, by its act",
        ours=contenders.signing,
        limit=lambda at: contenders.appending_by_hand(at, 1),
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
    Job("rebuild the tables", contenders.rebuilding, "0.45 of limit", contenders.loading_tables),
    Job("follow one new event", contenders.following, "1.3 ms", times=20, growth="flat"),
    Job("verify, hashes alone", contenders.hashing, "0.5 of limit", contenders.hashing_by_hand),
    Job("verify, with decoding", contenders.verifying, "0.2 of limit", contenders.hashing_by_hand),
    Job(
        name="status of one commitment",
        ours=lambda at: contenders.asking(at, asked.status, USUAL),
        limit=lambda at: by_hand.selecting(contenders.tables(at), *by_hand.OF_STATUS),
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
    _whole("report annual 2020 --on 2026-01-01", "1500 ms", floor=contenders.reading),
    _whole("log --format csv", "100 MB"),
    _whole("replay --format jsonl", "60000 ms"),
    _whole("rebuild", ""),
    _whole("audit verify", ""),
    _whole("--help", "0.83 of limit", contenders.bare),
    _whole("status T1-2", "0.25 of limit", contenders.bare, contenders.starting),
    _whole("members", "0.25 of limit", contenders.bare, contenders.starting),
    Job("disk: the log, an entry", lambda at: contenders.disk(at, at.store())),
    Job(
        "disk: the tables, an entry",
        lambda at: contenders.disk(at, contenders.tables(at)),
        "1000 bytes",
    ),
)
