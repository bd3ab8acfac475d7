"""A made-up register of any size, recorded through the acts; the same seed makes the same log.

One body of 200 members lives twenty years. Text after text is opened, at equal distances, and has
the same life, of 635 entries:

    1   text, opened for signature
   10   commitments, adopted on the same day
   10   schedules: a report on each is due at the end of the next year
  200   signatures, of 20 members that are drawn for each text
   10   withdrawals, of one of them
  200   reports, by all 20 on each commitment
  200   approvals, of each report
    4   of a meeting about the text: convened, opened, a decision, closed

Of each tenth text half of the reports are missing, so overdue, and no report is approved. A
`Mixture` changes these numbers: of one signer and no report it has the shape of a review with many
recommendations and an act on each. What would lie after the last day is left out.

A larger register than of `BY_ACTS` entries is one of so many, with copies of it under other codes,
MTF1, MTF2 and so on: of the same events with other ids. So no body is larger than that.
"""

import csv
import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

from application.acts import bodies, measures
from application.acts.meetings import decisions, meetings
from application.acts.members import joining
from application.acts.progress import reports, schedules
from application.acts.texts import consents, signatures, wording
from application.context import Context, Ids, Stream
from application.declarations.act import Act
from application.declarations.declared import made
from application.declarations.text_writing import written
from application.event_store.log_mapper import NewRow
from application.event_store.streams import LogRow, recorded
from application.recording.recording import Recording
from application.register import Register
from domain.events.bodies import Established
from infrastructure.bootstrap import open_log, open_register
from infrastructure.importers.rows.standard_columns import COLUMNS

BODY, SCALE, STEPS = "MTF", "STEPS", ("not_started", "limited", "substantial", "complete")
FIRST_DAY, LAST_DAY, TODAY = date(2006, 1, 1), date(2025, 12, 31), date(2026, 1, 1)
START_US, MINUTE_US = 1_767_225_600_000_000, 60_000_000  # 2026-01-01, UTC
SETTINGS = f'store = "register.db"\nactor = "p-clerk"\ntaskforce = "{BODY}"\n'
UNIT = 8_000
"""About how many entries are recorded together."""
BY_ACTS = 100_000
_ID = re.compile(rb'"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{8})[0-9a-f]{4}"')
CLERK = Context(actor="p-clerk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """How many members there are, and what is recorded of each text."""

    members: int = 200
    commitments: int = 10
    signers: int = 20
    years: int = 1
    neglected: int = 10
    """Of so many texts one is neglected: it lacks half of its reports, and all approvals."""

    @property
    def codes(self) -> list[str]:
        """The codes of all members."""
        return [f"M{number:03}" for number in range(self.members)]

    @property
    def entries(self) -> int:
        """How many entries the life of a text makes, on average."""
        reports = self.years * self.signers
        kept = 2 - 1.5 / self.neglected
        return round(5 + self.commitments * (3 + self.signers + kept * reports))


USUAL = Mixture()


def make(folder: Path, entries: int, *, seed: int = 1, mixture: Mixture = USUAL) -> Path:
    """Make a register of about so many entries in a new folder, and return its store."""
    store = _by_acts(folder, min(entries, BY_ACTS), seed=seed, mixture=mixture)
    with open_log(store) as log:
        read, size = log.rows.select_log, log.last()
        _, last = log.rows.head() or (0, START_US)
        minutes = itertools.count(last + MINUTE_US, MINUTE_US)
        log.rows.clock = lambda: next(minutes)
        for copy in range(1, round(entries / size)):
            streams: dict[str, UUID] = {}
            for after in range(0, size, UNIT):
                rows = read(after, min(UNIT, size - after))
                copies = [_copied(row, copy, streams) for row in rows]
                log.rows.insert_rows(copies, expect={}, expect_head=None, command_key=None)
    return store


def _copied(row: LogRow, copy: int, streams: dict[str, UUID]) -> NewRow:
    """Return an event as another body has it; `streams` are its streams so far."""
    if row.originator_id not in streams:  # the first event of a stream names what it is about
        streams[row.originator_id] = Stream.of(f"{BODY}{copy}", recorded(row).event).id
    body, other = f'"code":"{BODY}"'.encode(), f'"code":"{BODY}{copy}"'.encode()
    state = row.state.replace(body, other) if row.topic == Established.TOPIC else row.state
    state = _ID.sub(lambda found: f'"{found[1].decode()}{copy:04}"'.encode(), state)
    return streams[row.originator_id].hex, row.originator_version, row.topic, state


def _by_acts(folder: Path, entries: int, *, seed: int, mixture: Mixture) -> Path:
    folder.mkdir(parents=True)
    (folder / "depositary.toml").write_text(SETTINGS)
    store, chance = folder / "register.db", random.Random(seed)  # noqa: S311  # no secrets
    ids = Ids(
        lambda: UUID(int=chance.getrandbits(128), version=4), lambda: chance.randbytes(16).hex()
    )
    lives = _lives(mixture, entries, seed)
    minutes = itertools.count(START_US, MINUTE_US)
    with open_register(store, create=True, recording=True, clock=lambda: next(minutes)) as opened:
        register = replace(opened, ids=ids)
        _record(register, founding(mixture))
        while unit := list(itertools.islice(lives, max(1, UNIT // mixture.entries))):
            _record(register, itertools.chain.from_iterable(unit))
    return store


def rows(entries: int, *, seed: int = 1, mixture: Mixture = USUAL) -> str:
    """Return the same acts as a file in our own columns, to be imported."""
    lives = _lives(mixture, entries, seed)
    return as_file([*founding(mixture), *itertools.chain.from_iterable(lives)])


def as_file(acts: Sequence[Act]) -> str:
    """Return acts as a file in our own columns."""
    told = [
        {"act": act.ROW, **{name: written(type(act), name, value) for name, value in act}}
        for act in acts
    ]
    used = [name for name in COLUMNS if any(row.get(name) for row in told)]
    file = StringIO()
    writer = csv.DictWriter(file, used, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(told)
    return file.getvalue()


def _record(register: Register, acts: Iterable[Act]) -> None:
    def use_case(recording: Recording) -> None:
        recording.defer()
        for act in acts:
            recording.begin(CLERK)
            act.record(recording, BODY)
            recording.discard_savepoints()

    register.record(use_case, CLERK)


def founding(mixture: Mixture) -> Iterator[Act]:
    """Yield the acts that found the body, with all of its members."""
    yield act_of(bodies.Establish, code=BODY, name="Made-up Taskforce", nature="exercise")
    yield act_of(bodies.KeepRecordFrom)
    yield act_of(bodies.AdoptTask, reference="TASK", text="What the body is for.")
    yield act_of(measures.RegisterScale, scale=SCALE, title="Steps", values=STEPS, high=STEPS[2:])
    for code in mixture.codes:
        yield act_of(joining.Join, member=code, name=f"Party {code}", kind="state")


def _lives(mixture: Mixture, entries: int, seed: int) -> Iterator[list[Act]]:
    count = max(1, round((entries - mixture.members) / mixture.entries))
    chance, length = random.Random(seed), (LAST_DAY - FIRST_DAY).days  # noqa: S311  # no secrets
    for number in range(count):
        opened = FIRST_DAY + timedelta(days=1 + number * (length - 1) // count)
        life = _Life(mixture, number + 1, opened, chance.sample(mixture.codes, mixture.signers))
        yield [act for on, act in life.acts() if on <= LAST_DAY]


@dataclass(frozen=True, slots=True)
class _Life:
    """The acts of one text, each with its day."""

    mixture: Mixture
    number: int
    opened: date
    signers: list[str]

    @property
    def text(self) -> str:
        """Its reference."""
        return f"T{self.number}"

    def acts(self) -> Iterator[tuple[date, Act]]:
        yield from self._adoption()
        for day, signer in enumerate(self.signers, 1):
            signed = self.opened + timedelta(days=day)
            yield _on(signed, signatures.SignText, member=signer, instrument=self.text)
        yield from self._meeting()
        left = {"member": self.signers[-1], "commitment": self.text}
        yield _on(self.opened + timedelta(days=800), consents.WithdrawFromText, **left)
        for year in range(self.mixture.years):
            yield from self._reports(self._due_on(year))

    def _commitments(self) -> list[str]:
        return [f"{self.text}-{number + 1}" for number in range(self.mixture.commitments)]

    def _adoption(self) -> Iterator[tuple[date, Act]]:
        on, text, title = self.opened, self.text, f"The {self.text} text"
        yield _on(on, wording.OpenText, reference=text, title=title, legal_nature="political")
        for each in self._commitments():
            words = f"Each member publishes what it has done about {each}."
            yield _on(on, wording.AdoptCommitment, commitment=each, instrument=text, text=words)
        if self.mixture.years:
            due = {
                "due_on": self._due_on(0),
                "period_from": date(on.year + 1, 1, 1),
                "period_until": self._due_on(0),
                "until": self._due_on(self.mixture.years - 1),
            }
            yield _on(on, schedules.Schedule, commitment=text, frequency="yearly", **due)

    def _due_on(self, year: int) -> date:
        return date(self.opened.year + 1 + year, 12, 31)

    def _meeting(self) -> Iterator[tuple[date, Act]]:
        on, name = self.opened + timedelta(days=30), f"S{self.text}"
        yield _on(on, meetings.Convene, meeting=name, kind="ordinary_session")
        yield _on(on, meetings.OpenMeeting, meeting=name)
        said = {"title": "Hosting", "text": "The members review their laws.", "task": "TASK"}
        yield _on(on, decisions.Decide, decision=f"D{self.text}", meeting=name, **said)
        yield _on(on, meetings.CloseMeeting, meeting=name)

    def _reports(self, due_on: date) -> Iterator[tuple[date, Act]]:
        """Yield what is reported on a day on which reports are due, and what is approved of it."""
        reported, approved = due_on, due_on + timedelta(days=60)
        neglected = self.number % self.mixture.neglected == 0
        signers = self.signers[:: 2 if neglected else 1]
        for commitment, member in itertools.product(self._commitments(), signers):
            on = {"member": member, "commitment": commitment, "due_on": due_on}
            step = STEPS[(self.number + len(commitment) + int(member[1:])) % len(STEPS)]
            yield _on(reported, reports.ReportProgress, scale=SCALE, assessment=step, **on)
            if not neglected:
                yield _on(approved, reports.ApproveReport, **on)


def _on(on: date, kind: type[Act], /, **values: object) -> tuple[date, Act]:
    return on, act_of(kind, on, **values)


def act_of(kind: type[Act], on: date = FIRST_DAY, /, **values: object) -> Act:
    """Return an act of a day."""
    told = {n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}
    return made(kind, {**told, "on": on.isoformat()})
