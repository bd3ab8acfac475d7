"""`rebuild`, `query` and `schema`: the tables can be thrown away, asked, and are described."""

import json
import shutil
from pathlib import Path

import pytest

from domain.events.table import TOPICS
from infrastructure.read_model.schema import descriptions
from tests.infrastructure.cli.given import events, typed

pytestmark = pytest.mark.usefixtures("register")


class TestRebuild:
    def test_makes_the_same_tables_anew(self, folder: Path) -> None:
        """Everything that people read grows from the log alone."""
        before = typed("log --format json")

        said = typed("rebuild")

        assert (said.code, said.out) == (0, "")
        assert said.err == "Made the tables anew from 12 events.\n"
        assert typed("log --format json") == before
        shutil.rmtree(folder / "register.read")
        assert typed("log --format json") == before


class TestQuery:
    def test_prints_every_kind_of_cell(self) -> None:
        """Analysts ask what nobody foresaw."""
        said = typed("query \"SELECT 'a_b' AS t, 7 AS n, 1.5 AS f, NULL AS z, x'00ff' AS b\"")
        answer = json.loads(typed("query \"SELECT 1.5 AS f, x'00ff' AS b\" --format json").out)

        assert said.out.splitlines()[-1].split() == ["a_b", "7", "1.5", "00ff"]
        assert answer["rows"] == [{"f": "1.5", "b": "00ff"}]
        assert answer["audience"] == "secretariat"

    def test_keeps_columns_of_one_name_apart(self) -> None:
        """A join has the same name twice, and both values count."""
        rows = json.loads(typed('query "SELECT 1 AS a, 2 AS a, 3 AS a" --format json').out)["rows"]

        assert rows == [{"a": 1, "a_2": 2, "a_3": 3}]
        assert typed('query "SELECT -5 AS n" --format csv').out.splitlines()[1].startswith("-5,")
        assert "from_day" in typed(
            "query \"SELECT 'from_day' AS t\" --format markdown"
        ).out.replace("\\", "")

    @pytest.mark.slow
    def test_gives_no_more_than_fits(self) -> None:
        """A slip of a join must not take all memory."""
        huge = "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000)"

        assert typed('query "SELECT zeroblob(600000)"').code == 2
        said = typed(f'query "{huge} SELECT zeroblob(400000) FROM n"')
        assert (said.code, "more than fits" in said.err) == (2, True)

    def test_sees_every_entry(self) -> None:
        """What is asked in SQL is for those who may see all."""
        said = typed('query "SELECT count(*) AS n FROM event" --format csv')

        assert said.out.splitlines()[1].startswith("12,")

    @pytest.mark.parametrize(
        "sql", ["DELETE FROM event", "DROP TABLE event", "PRAGMA user_version = 7", "VACUUM"]
    )
    def test_never_writes(self, folder: Path, sql: str) -> None:
        """A question changes neither the log nor the tables."""
        before = events(folder / "register.db"), typed("log")

        said = typed(f"query '{sql}'")

        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("depositary: SQLite says: ")
        assert (events(folder / "register.db"), typed("log")) == before


class TestSchema:
    def test_describes_every_event(self) -> None:
        """Others read the log in thirty years, with nothing but this."""
        told = json.loads(typed("schema events").out)

        assert set(told["topics"]) == set(TOPICS)
        assert "envelope" in told

    def test_describes_every_table(self) -> None:
        """Names in the tables are published."""
        told = typed("schema tables").out

        for each in descriptions():
            assert f"{each.name} ({each.kind}): " in told

    def test_describes_every_answer(self) -> None:
        """Keys in JSON are published; see tests of the questions for whether they are true."""
        assert "status" in json.loads(typed("schema answers").out)
