"""A snapshot answers in Datasette, for any pair of days, by the questions that come with it."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, closing
from pathlib import Path

import pytest

from infrastructure.exports.datasette import CANNED
from tests.infrastructure.cli.given import must, typed

Rows = list[dict[str, object]]

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def analysis(told_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot in which ATL left MISSION (@13), as was learnt after @12."""
    place = shutil.copytree(told_once, tmp_path_factory.mktemp("analysis") / "here")
    with chdir(place):
        must("withdraw ATL MISSION --on 2026-03-01", "export analysis gtf.db")
    return place / "gtf.db"


def opened(snapshot: Path, beside: str, *paths: str) -> list[object]:
    """Ask Datasette for JSON, with the metadata in the file beside the snapshot."""
    client = [sys.executable, "-m", "tests.infrastructure.exports.datasette_client"]
    files = [str(snapshot), str(snapshot.with_name(beside))]
    done = subprocess.run(
        [*client, *files, *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[object] = json.loads(done.stdout)
    return answers


CLOCKS = ("?on=&known=&_shape=array", "?on=2026-02-01&known=@12&_shape=array")
EVERY = [f"gtf/{each.name}.json{clocks}" for each in CANNED for clocks in CLOCKS]
THEN = "gtf/standings_then.json?_shape=array"
SINCE = "gtf/learnt_since.json?_shape=array&on=2026-04-01"
WIDE = "gtf/member_commitments.json?_facet=standing&due_state__isnull=1"
ASKED = (
    *EVERY,
    *(f"{THEN}&on=2026-04-01&known=@12", f"{THEN}&on=2026-04-01&known="),
    *(f"{THEN}&on=2026-02-01&known=", f"{THEN}&on=2026-04-01&known=2020-01-01"),
    *(f"{SINCE}&known=@12", f"{SINCE}&known="),
    *("-/metadata.json", "gtf.json", WIDE),
)


@pytest.fixture(scope="module")
def answers(analysis: Path) -> Mapping[str, object]:
    """What Datasette answers when it is started once, by the address."""
    return dict(zip(ASKED, opened(analysis, "gtf.metadata.json", *ASKED), strict=True))


def rows(answer: object) -> Rows:
    assert isinstance(answer, list)
    return answer


@pytest.mark.slow
def test_every_question_is_answered(answers: Mapping[str, object]) -> None:
    """A question that fails teaches an analyst to distrust the file."""
    assert all(isinstance(answers[each], list) for each in EVERY)


def test_both_clocks_are_asked_for(answers: Mapping[str, object]) -> None:
    """What held, and what was known: two questions that are mixed up without both."""

    def of_atl(clocks: str) -> set[object]:
        found = rows(answers[f"{THEN}&{clocks}"])
        return {row["standing"] for row in found if row["member"] == "ATL"}

    assert of_atl("on=2026-04-01&known=@12") == of_atl("on=2026-02-01&known=") == {"signatory"}
    assert of_atl("on=2026-04-01&known=") == {"former_signatory"}
    assert answers[f"{THEN}&on=2026-04-01&known=2020-01-01"] == []


@pytest.mark.slow
def test_tells_what_was_learnt_since(answers: Mapping[str, object]) -> None:
    """The first question of an auditor: what would you have answered then?"""
    since = rows(answers[f"{SINCE}&known=@12"])

    assert {(row["topic"], row["word"]) for row in since} == {("commitment.withdrawn", "said now")}
    assert answers[f"{SINCE}&known="] == []


@pytest.mark.slow
def test_says_what_the_columns_mean(answers: Mapping[str, object]) -> None:
    """An analyst must not guess what a column holds, nor for whom the file is."""
    told = json.dumps(answers["-/metadata.json"])

    assert "For members, up to position @" in told
    assert "EXERCISE: members and acts are made up." in told
    assert "Last position of the log that it knows." in told
    assert "Official name on that day." in told


@pytest.mark.slow
def test_the_wide_table_is_filtered_and_counted(answers: Mapping[str, object]) -> None:
    """As the guide for analysts shows it."""
    told = answers[WIDE]

    assert isinstance(told, dict)
    counts = told["facet_results"]["standing"]["results"]
    assert {(each["value"], each["count"]) for each in counts} == {
        ("signatory", 3),
        ("former_signatory", 2),
        ("none", 1),
    }


@pytest.mark.slow
def test_the_newer_form_has_the_same_questions(
    analysis: Path, answers: Mapping[str, object]
) -> None:
    """Datasette 1.0 reads questions from its own file, which is YAML."""
    (found,) = opened(analysis, "gtf.datasette.yaml", "gtf.json")
    older = answers["gtf.json"]

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


@pytest.mark.slow
def test_writes_over_an_earlier_one(register: Path) -> None:
    """Whoever exports every month writes the same file every month."""
    must("export analysis gtf.db")
    must("member join LAP --name Laputa --on 2026-03-02", "export analysis gtf.db")

    with closing(sqlite3.connect(register.with_name("gtf.db"))) as db:
        found = db.execute("SELECT member FROM current_members").fetchall()
    assert {member for (member,) in found} == {"KEN", "ATL", "LAP"}
