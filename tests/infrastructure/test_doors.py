"""One act is the same at every door: typed, in a row of a CSV file or a workbook, and as JSON."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from application.acts import all_acts, rows
from application.declarations.act import Act
from application.declarations.declared import InvalidFields, made
from application.declarations.fields import FREE
from application.declarations.text_parsing import parts_of
from application.entries.validation_messages import Problem
from application.recording.recording import Recording
from domain.event import Recorded
from domain.events.table import TOPICS
from domain.meaning import meaning_of
from domain.values import Source
from infrastructure.cli.acts.act_options import acts_help
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.given import Said, typed
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import CLERK, Office, office
from tests.infrastructure.importers.rows.test_own_columns import rows as written
from tests.infrastructure.importers.sheets import book
from tests.often import every

Cells = Mapping[str, str]
TOLD = CLERK._replace(source=Source(title="A letter"))


def cells_of(row: Cells) -> Cells:
    """Return the values of the act itself."""
    kind = rows()[row["act"]]
    return {name: row[name] for name in kind.fields() if row.get(name)}


def line_of(row: Cells) -> str:
    """Return the command that says the same as a row."""
    kind, cells = rows()[row["act"]], cells_of(row)
    words = kind.NAME.split()
    for name, field in kind.fields().items():
        if name not in cells:
            continue
        values = parts_of(field, cells[name]) if field.many else [cells[name]]
        if name in kind.ARGUMENTS:
            words += values
        elif field.kind.python is bool:
            words += [f"--{name.replace('_', '-')}"] * (cells[name] == "yes")
        else:
            words += [word for value in values for word in (f"--{name.replace('_', '-')}", value)]
    return shlex.join([*words, "--source", "A letter"])


def as_json(row: Cells) -> str:
    """Return the body that says the same as a row."""
    kind, cells = rows()[row["act"]], cells_of(row)
    return made(kind, cells).model_dump_json(exclude_unset=True)


class Doors:
    """Registers that are told the same, each through a door of its own, or several in turn."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        names = ("csv", "typed") if every(2) > 1 else ("csv", "xlsx", "json", "typed")
        for name in names:
            (folder / name).mkdir()
        self.offices = {name: stack.enter_context(office(folder / name)) for name in names}
        for each in self.offices.values():
            each.set_up()

    def tell(self, number: int, row: Cells) -> None:
        """Say what a row says at every door."""
        for name, register in self.offices.items():
            in_turn = ("csv", "xlsx", "json")[number % 3]
            self._tell(in_turn if len(self.offices) == 2 and name == "csv" else name, register, row)

    def _tell(self, door: str, register: Office, row: Cells) -> None:
        act = rows()[row["act"]].model_validate_json(as_json(row))
        if door == "csv":
            register.do(written(dict(row)))
        elif door == "xlsx":
            file = self.folder / "rows.xlsx"
            file.write_bytes(book([*row], [*row.values()]))
            register.do(read_file(file))
        elif door == "json":
            register.register.record(partial(_record, act), TOLD)
        else:
            line = line_of(row) if act.NAME else self.import_of(row)  # rows alone have some acts
            told = self.by_command(line)
            assert told.code == 0, (line, told)

    def import_of(self, row: Cells) -> str:
        file = self.folder / "row.csv"
        file.write_text(written(dict(row)), encoding="utf-8")
        return f"import {file}"

    def by_command(self, line: str) -> Said:
        store = self.folder / "typed" / "register.db"
        return typed(f"--store {store} --actor p-clerk --taskforce TF {line}")

    def new(self) -> Mapping[str, Sequence[object]]:
        """Return what stands in each register, apart from ids, salts, times and rows."""
        return {name: [*said(each)] for name, each in self.offices.items()}


def _record(act: Act, recording: Recording) -> None:
    if act.is_needed(recording, "TF"):
        act.record(recording, "TF")


def said(each: Office) -> Iterator[object]:
    """Yield what was recorded; entries are named by their places."""
    places: dict[str, int] = {}
    for number, record in enumerate(each.events(), 1):
        places[str(record.envelope.event_id)] = number
        yield named(content(record), places)


def content(record: Recorded) -> object:
    envelope = record.envelope.model_dump(mode="json")
    for name in ("event_id", "salt", "source", "row_key", "row_sha256", "correlation_id"):
        del envelope[name]
    return [record.event.TOPIC, json.loads(record.event.model_dump_json()), envelope]


def named(value: object, places: Mapping[str, int]) -> object:
    if isinstance(value, dict):
        return {key: named(each, places) for key, each in value.items()}
    if isinstance(value, list):
        return [named(each, places) for each in value]
    return places.get(value, value) if isinstance(value, str) else value


@pytest.mark.slow
def test_an_act_is_the_same_event_at_every_door(tmp_path: Path) -> None:
    """Who types, imports, or sends JSON records the same, byte for byte."""
    with ExitStack() as stack:
        doors = Doors(tmp_path, stack)
        for number, row in enumerate(EVERY):
            doors.tell(number, row)

        found = doors.new()

    assert len(found["csv"]) > len(EVERY)
    for name, told in found.items():
        assert told == found["csv"], name


def bad_values() -> Iterator[tuple[Cells, str]]:
    """Yield a row of each act, and a field of it whose form a value can miss."""
    for row in {row["act"]: row for row in EVERY}.values():
        kind = rows()[row["act"]]
        for name, field in kind.fields().items():
            is_text = field.kind.python is str and field.kind.pattern in NOT_TRIED
            if not is_text and field.kind.python is not bool and kind.NAME:
                yield row, name


NOT_TRIED = (*FREE, r"^\S{1,64}$")  # names of entries are looked up, not read
BAD = "no!such!value"


def problems(kind: type[Act], row: Cells) -> Sequence[Problem]:
    with pytest.raises(InvalidFields) as unfit:
        pytest.fail(str(made(kind, cells_of(row))))
    return unfit.value.problems


@pytest.mark.slow
def test_a_bad_value_is_refused_alike_at_every_door(tmp_path: Path) -> None:
    """With the same field, and for the same reason, said as each door says it."""
    tried, step = 0, every(4)
    with ExitStack() as stack:
        doors = Doors(tmp_path, stack)
        for row, name in [*bad_values()][::step]:
            kind = rows()[row["act"]]
            bad = {**row, name: BAD}
            (problem,) = [each for each in problems(kind, bad) if each.field == name][:1]
            typed_in = doors.by_command(line_of(bad)).err
            found = doors.offices["csv"].do(written(bad), dry_run=True).problems

            place = name.upper() if name in kind.ARGUMENTS else f"--{name.replace('_', '-')}"
            unknown = f"There is no member {BAD!r} in this register."  # a name can be typed, too
            assert f"{place}: " in typed_in or unknown in typed_in, (kind.NAME, name, typed_in)
            assert name in {each.column for each in found}, (kind.NAME, name, found)
            assert problem.kind in ("form", "choice")
            tried += 1

    assert tried > 2 * len(rows()) // step


def test_the_catalogue_has_every_option_and_column_and_no_other() -> None:
    """Who writes a program reads it there."""
    told = {act["name"]: act for act in json.loads(typed("schema acts --format json").out)}

    for act in all_acts():
        fields = [field["name"] for field in told[act.NAME]["fields"]]
        assert act.NAME == "" or fields == [*act.fields()]
        assert all(field["help"] for field in told[act.NAME]["fields"]), act.NAME
    for name, shown in acts_help().items():
        params = [param["name"] for param in shown["params"]]
        assert params == [field["name"] for field in told[name]["fields"]]
    columns = {name for act in all_acts() for name in act.fields() if act.ROW}
    assert columns <= set(COLUMNS)
    assert set(COLUMNS) - columns == {
        "row_id",
        "act",
        "member_kind",
        "note",
        "source",
        "visibility",
    }


def test_no_two_acts_have_one_name() -> None:
    """The second would replace the first in silence."""
    names = [act.NAME for act in all_acts() if act.NAME]
    rows = [act.ROW for act in all_acts() if act.ROW]

    assert len(set(names)) == len(names)
    assert len(set(rows)) == len(rows)


def test_every_field_of_every_event_is_described() -> None:
    """The published schema is all that many programs will ever see of us."""
    bare = [
        (topic, name)
        for topic, event in TOPICS.items()
        for name, info in event.model_fields.items()
        if not meaning_of(info).help
    ]

    assert bare == []


def test_every_field_is_compared_is_a_key_or_says_why_not() -> None:
    """What changed in a file that is imported again must not be passed over in silence."""
    silent = [
        (act.NAME or act.ROW, name)
        for act in all_acts()
        for name in act.fields()
        if name not in {field for event in act.MAKES for field in act.compared(event)}
        and name not in (*act.KEYS, *act.UNCOMPARED)
    ]

    assert silent == []
