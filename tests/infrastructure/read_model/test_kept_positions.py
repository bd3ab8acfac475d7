"""What is kept holds for the position that it was worked out at, and for no other."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from application.event_store.streams import EventLog, stream_id
from application.model_rows import Kept
from application.questions.across.waiting import waiting
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from application.questions.asking.kept import BODY as WHOLE
from application.questions.log.conflicts import conflicts_of
from application.read_model import ReadModel
from application.reading import codes_of
from domain.codes import Codes
from domain.events import bodies as t
from domain.events import progress as p
from domain.members.duplicates import no_country
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.table_files import open_file
from tests.infrastructure.read_model.given import BODY, Writer, adopted, in_use, joined
from tests.infrastructure.read_model.test_kept import DUE, EVERYTHING, FIRST

ALWAYS = Kept(date.min, date.max, "[]")


def test_nothing_is_kept_where_somebody_recorded_since(
    writer: Writer, model: SQLiteReadModel
) -> None:
    before = model.head()
    writer.append(adopted("C-1"))
    assert model.kept(BODY, "due", FIRST) == {WHOLE: None, "C-1": None}
    model.keep(BODY, "due", before, {WHOLE: ALWAYS})
    assert model.kept(BODY, "due", FIRST)[WHOLE] is None
    model.keep(BODY, "due", model.head(), {WHOLE: ALWAYS, "C-1": None})
    assert model.kept(BODY, "due", FIRST) == {WHOLE: "[]"}


def test_what_was_recorded_while_a_question_is_answered_is_told_to_the_next(
    writer: Writer, model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first knows nothing of it, and keeps nothing that is not true any more."""
    writer.append(adopted("C-1"))
    writer.append(t.RecordKeptFrom(), "2020-01-01")
    first = Facts(model, BODY, as_of(model, EVERYTHING, DUE[-1]))
    recorded: list[int] = []

    def head() -> int:
        found = asked()
        if not recorded:
            recorded.append(1)
            step = p.MilestoneSet(commitment="C-1", milestone="M", title="Bill", due_on=DUE[0])
            writer.append(step, "2022", stream=stream_id("commitment", BODY, "C-1"))
        return found

    asked = model.head
    monkeypatch.setattr(model, "head", head)

    assert waiting(first).milestones == []

    then = Facts(model, BODY, as_of(model, EVERYTHING, DUE[-1]))
    assert [step[3] for step in waiting(then).milestones] == ["M"]


def test_a_code_that_changes_while_conflicts_are_looked_for_changes_the_next_answer(
    writer: Writer, model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it means is read first, and what rests on it is not kept."""
    writer.append(adopted("C-1"))
    recorded: list[int] = []

    def codes(read_model: ReadModel, taskforce: str) -> Codes:
        found = codes_of(read_model, taskforce)
        if not recorded:
            recorded.append(1)
            writer.append(joined("KEN"), "2021")
        return found

    monkeypatch.setattr("application.questions.log.conflicts.codes_of", codes)

    list(conflicts_of(writer.log, model, BODY, no_country))

    assert WHOLE in model.kept(BODY, "conflicts", date.min)


@pytest.mark.usefixtures("writer")
def test_nothing_is_kept_where_the_tables_are_locked(log: EventLog, folder: Path) -> None:
    with SQLiteReadModel(log, folder, recording=True) as model:
        head = model.head()
        with closing(open_file(in_use(folder), "rw")) as other:
            other.execute("BEGIN IMMEDIATE")
            model.keep(BODY, "due", head, {WHOLE: ALWAYS})
            other.rollback()
        assert model.kept(BODY, "due", FIRST) == {WHOLE: None}


def test_many_queries_are_of_one_state_until_something_is_kept(
    log: EventLog, writer: Writer, model: SQLiteReadModel, folder: Path
) -> None:
    with SQLiteReadModel(log, folder) as other, model.followed_once():
        before = model.head()
        writer.append(adopted("C-1"))
        after = other.head()
        with model.followed_once():
            assert model.head() == before
        assert model.head() == before
        model.keep(BODY, "due", after, {WHOLE: ALWAYS})
        assert model.kept(BODY, "due", FIRST)[WHOLE] == "[]"
        assert model.head() == after
    assert model.head() == after
