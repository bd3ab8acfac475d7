"""What the tests of importing start from: a register in files of its own, and ways to ask it."""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.texts.wording import AdoptCommitment
from application.context import Context, Ids
from application.event_store.streams import EventLog
from application.model_rows import AsOf, EntryRow
from application.recording import body_events
from application.recording.recording import Recording
from application.register import Register
from domain.event import Recorded
from domain.events.bodies import Established, InstrumentAdopted, ScaleRegistered, ScaleValue
from domain.values import UNKNOWN, ImpreciseDate, LegalNature
from infrastructure.customary_names.country_names import country_names
from infrastructure.importers.importing import (
    ImportOptions,
    ImportReport,
    OnProgress,
    import_table,
    no_progress,
)
from infrastructure.importers.recording.cell_changes import Changed
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import RowMapping, load_mapping, read_mapping
from infrastructure.importers.rows.standard_columns import in_standard_columns
from infrastructure.importers.tables.reading import read_file, read_table
from infrastructure.importers.tables.table import InputTable
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.read_model.given import as_of

DATA = Path(__file__).parents[2] / "data"
WIPO = "wipo_treaties_membership.csv"
COMMITMENTS = "us_ogp_nap5_subcommitments.csv"
HISTORY = "us_ogp_nap5_status_history.csv"
CLERK = Context(actor="p-clerk")
MAPPING = """
name = "table"
taskforce = "TF"
key = ["party", "text"]
date_formats = ["%d/%m/%Y"]

[source]
title = "A table"

[member]
name = { column = "party" }
kind = "state"

[values.party]
"Kenya" = "KEN"
"Peru" = "PER"

[[act]]
record = "sign"
when = "signed"
[act.with]
member = { column = "party", map = "party" }
instrument = { column = "text" }
on = { column = "signed" }
office = { column = "office" }

[[act]]
record = "consent"
when = "deposited"
[act.with]
member = { column = "party", map = "party" }
commitment = { column = "text" }
kind = "accession"
deposited_on = { column = "deposited" }
in_force_on = { column = "in force" }
"""
HEADER = "party,text,signed,office,deposited,in force\n"


def day(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def file(text: str, name: str = "file.csv") -> InputTable:
    return read_table(text.encode(), name)


@dataclass
class Office:
    """A register, and what a clerk does with it."""

    log: EventLog
    read_model: SQLiteReadModel
    register: Register

    def do(
        self,
        table: InputTable | str,
        mapping: RowMapping | str | None = None,
        *,
        taskforce: str | None = "TF",
        changed: Changed = "ask",
        skip_bad_rows: bool = False,
        dry_run: bool = False,
        on_progress: OnProgress = no_progress,
    ) -> ImportReport:
        """Import a table, or a text with a header; a mapping by text, or our own columns."""
        table = file(table) if isinstance(table, str) else table
        if isinstance(mapping, str):
            mapping = read_mapping(mapping, "test.toml")
        plan = MappedFile(mapping, table) if mapping else in_standard_columns(table)
        wishes = ImportOptions(
            taskforce=taskforce, changed=changed, skip_bad_rows=skip_bad_rows, dry_run=dry_run
        )
        return import_table(self.register, plan, CLERK, wishes, on_progress)

    def ship(
        self, name: str, mapping_name: str, *, skip_bad_rows: bool = False, dry_run: bool = False
    ) -> ImportReport:
        """Import one of the real files through a mapping that ships."""
        mapping = load_mapping(mapping_name)
        plan = MappedFile(mapping, read_file(DATA / name, mapping.delimiter))
        wishes = ImportOptions(skip_bad_rows=skip_bad_rows, dry_run=dry_run)
        return import_table(self.register, plan, CLERK, wishes)

    def head(self) -> int:
        return self.read_model.head()

    def as_of(self, on: str) -> AsOf:
        return as_of(on, self.head())

    def standings(self, taskforce: str, commitment: str, on: str) -> Counter[str]:
        rows = self.read_model.standings(taskforce, [commitment], self.as_of(on))
        return Counter(row.standing for row in rows)

    def entries(self, taskforce: str, *topics: str) -> list[EntryRow]:
        found = self.read_model.entries(taskforce, topics, self.as_of("2199-01-01"))
        return [entry for entry in found if entry.known_to is None]

    def events(self) -> list[Recorded]:
        return self.log.read(0, 10_000)

    def set_up(self, nature: LegalNature = LegalNature.TREATY) -> None:
        """Establish TF with the member KEN, the texts I (of C1 and C2) and T, and a scale."""

        def use_case(recording: Recording) -> None:
            body = Established(code="TF", name="Force", nature="exercise")
            establish(recording, body.code, body, UNKNOWN)
            Join(member="KEN", on=day("2020"), name="Kenya").record(recording, "TF")
            for reference, references in (("I", ("C1", "C2")), ("T", ("T",))):
                instrument = InstrumentAdopted(
                    reference=reference, title=reference, legal_nature=nature
                )
                body_events.record(recording, "TF", instrument, day("2020"))
                for text in references:
                    AdoptCommitment(
                        instrument=reference, commitment=text, text=text, on=day("2020")
                    ).record(recording, "TF")
            values = tuple(ScaleValue(value=v, label=v) for v in ("none", "some", "all"))
            scale = ScaleRegistered(scale="S", version="1", title="Scale", values=values)
            body_events.record(recording, "TF", scale)

        self.register.record(use_case, CLERK)


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Open a register in a folder; its clock goes on by a second with each entry."""
    log = EventLog(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "APPLICATION_RECORDER_TOPIC": f"{SQLiteLogRecorder.__module__}:SQLiteLogRecorder",
            "SQLITE_DBNAME": str(folder / "register.db"),
        }
    )
    recorder = log.recorder
    assert isinstance(recorder, SQLiteLogRecorder)
    begun = recorder.max_notification_id() or 0
    ticks = itertools.count(int(datetime(2026, 11, 25, tzinfo=UTC).timestamp()) * 1_000_000 + begun)
    recorder.clock = lambda: next(ticks)
    salts = itertools.count(begun)
    ids = Ids(_new_id, lambda: f"{next(salts):032x}")
    with SQLiteReadModel(log, folder / "read") as read_model:
        country = country_names().country
        register = Register(log, read_model, ids, lambda: date(2026, 11, 25), country=country)
        yield Office(log, read_model, register)
    log.close()


def _new_id() -> UUID:
    return uuid4()
