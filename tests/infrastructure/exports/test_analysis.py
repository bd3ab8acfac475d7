"""A snapshot answers in Datasette, for any pair of days, by the questions that come with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infrastructure.exports.datasette import CANNED
from tests.infrastructure.cli.given import must, typed

Rows = list[dict[str, object]]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def analysis(register: Path) -> Path:
    """Return a snapshot in which ATL left MISSION (@13), as was learnt after @12."""
    must("withdraw ATL MISSION --on 2026-03-01", "export analysis gtf.db")
    assert register.exists()
    return Path("gtf.db")


def opened(snapshot: Path, beside: str, *paths: str) -> list[object]:
    """Ask Datasette for JSON, with the metadata in the file beside the snapshot."""
    client = [sys.executable, "-m", "tests.infrastructure.exports.datasette_client"]
    files = [str(snapshot.absolute()), str(Path(beside).absolute())]
    done = subprocess.run(
        [*client, *files, *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[object] = json.loads(done.stdout)
    return answers


def rows(snapshot: Path, *queries: str) -> list[Rows]:
    found = opened(snapshot, "gtf.metadata.json", *(f"gtf/{query}" for query in queries))
    told: list[Rows] = json.loads(json.dumps(found))
    return told


def test_every_question_is_answered(analysis: Path) -> None:
    """A question that fails teaches an analyst to distrust the file."""
    blank, known = "?on=&known=&_shape=array", "?on=2026-02-01&known=@12&_shape=array"
    asked = [f"{each.name}.json{clocks}" for each in CANNED for clocks in (blank, known)]

    assert all(isinstance(answer, list) for answer in rows(analysis, *asked))


def test_both_clocks_are_asked_for(analysis: Path) -> None:
    """What held, and what was known: two questions that are mixed up without both."""
    query = "standings_then.json?_shape=array"
    then, now, before, by_day = rows(
        analysis,
        f"{query}&on=2026-04-01&known=@12",
        f"{query}&on=2026-04-01&known=",
        f"{query}&on=2026-02-01&known=",
        f"{query}&on=2026-04-01&known=2020-01-01",
    )

    def of_atl(found: Rows) -> set[object]:
        return {row["standing"] for row in found if row["member"] == "ATL"}

    assert of_atl(then) == of_atl(before) == {"signatory"}
    assert of_atl(now) == {"former_signatory"}
    assert by_day == []


def test_tells_what_was_learnt_since(analysis: Path) -> None:
    """The first question of an auditor: what would you have answered then?"""
    query = "learnt_since.json?_shape=array&on=2026-04-01"
    since, never = rows(analysis, f"{query}&known=@12", f"{query}&known=")

    assert {(row["topic"], row["word"]) for row in since} == {("commitment.withdrawn", "said now")}
    assert never == []


def test_says_what_the_columns_mean(analysis: Path) -> None:
    """An analyst must not guess what a column holds, nor for whom the file is."""
    (about,) = opened(analysis, "gtf.metadata.json", "-/metadata.json")
    told = json.dumps(about)

    assert "For members, up to position @" in told
    assert "EXERCISE: members and acts are made up." in told
    assert "Last position of the log that it knows." in told
    assert "Official name on that day." in told


def test_the_newer_form_has_the_same_questions(analysis: Path) -> None:
    """Datasette 1.0 reads questions from its own file, which is YAML."""
    (found,) = opened(analysis, "gtf.datasette.yaml", "gtf.json")
    (older,) = opened(analysis, "gtf.metadata.json", "gtf.json")

    assert isinstance(found, dict)
    assert isinstance(older, dict)
    assert {each["name"] for each in found["queries"]} == {each.name for each in CANNED}
    assert [q["sql"] for q in found["queries"]] == [q["sql"] for q in older["queries"]]


@pytest.mark.parametrize("target", ["register.db", "register.contacts", "depositary.toml"])
def test_never_writes_over_the_register(register: Path, target: str) -> None:
    """One word less on a line must not cost the whole history."""
    before = register.read_bytes()

    said = typed(f"export analysis {target}")

    assert said.code == 1
    assert "it is not replaced" in said.err
    assert register.read_bytes() == before


def test_writes_over_an_earlier_one(analysis: Path) -> None:
    """Whoever exports every month writes the same file every month."""
    must("member join LAP --name Laputa --on 2026-03-02", "export analysis gtf.db")

    (found,) = rows(analysis, "members_then.json?_shape=array&on=2026-04-01&known=")
    assert {row["member"] for row in found} == {"KEN", "ATL", "LAP"}
