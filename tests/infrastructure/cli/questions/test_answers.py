"""Every key of every answer is declared, and no answer lacks a key that is declared."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from application.questions.across.schemas import ANSWERS, answer_keys
from application.questions.asking.answer_fields import EVERY, AnswerField
from application.questions.work.work import KINDS
from infrastructure.demonstration.run import fill
from tests.infrastructure.cli.given import must, typed

JOINED, ANSWERED = 8, 96
"""Positions of entries of the exercise: RUR joined, and advice was answered."""
ASKED = {
    "status": "status PLEDGE",
    "history": "history RUR",
    "gaps-by-area": "gaps --by-area",
    "presence": "presence 2026-1",
    **{kind: f"work {kind}" for kind in KINDS},
    "report-list": "report list",
    "document-check": "document check {folder}/letter.txt",
    "document-list": "document list",
    "search": "search claim",
    "correct": f"correct '@{ANSWERED} on=2026-11-11' --dry-run",
    "retract": f"retract @{ANSWERED} --reason x --dry-run",
    "show-to": f"show-to @{ANSWERED} secretariat --dry-run",
}
"""What is typed for an answer, where it is not its name alone."""
IN_JSON = "--format json --store {folder}/demo.db --taskforce EXERCISE --actor p-tester"
OF_A_YEAR = "--on 2026-12-31 --audience secretariat"
WITHOUT = ("conflicts", "correct", "retract", "show-to", "report-list")
"""Answers that are for no day of the world."""
NO_ROWS = {"recorded_at", "rows"}
"""What a walk does not have, which prints its steps line by line."""


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a register in which every answer has rows."""
    place = tmp_path_factory.mktemp("answers")
    fill(place / "demo.db")
    (place / "letter.txt").write_text("We claim it.", encoding="utf-8")
    on = f"--store {place}/demo.db --taskforce EXERCISE --actor p-tester"
    must(
        f"taskforce claim founders 'We claim it.' --source Letter --on 2026-06-01 {on}"
        f" --source-file {place}/letter.txt",
        f"report publish gaps --on 2026-06-30 --as gaps --form json {on}",
        f"correct '@{JOINED} on=2026-12-01' {on}",
        f"taskforce majority ORDINARY more_than_half --on 2026-01-10 {on}",
        f"meeting vote V-1 2026-1 --title x --text x --task RESPONSE --rule ORDINARY --hour 10:00"
        f" --in-favour 3 --on 2026-04-14 {on}",
    )
    return place


def asked(folder: Path, name: str) -> Mapping[str, object]:
    days = "" if name in WITHOUT else OF_A_YEAR
    line = f"{ASKED.get(name, name)} {days} {IN_JSON}"
    said = typed(line.format(folder=folder))
    told: Mapping[str, object] = json.loads(said.out)
    return told


def keys(fields: Sequence[AnswerField]) -> set[str]:
    ends = ("", "_earliest", "_latest")
    return {f"{each.key}{end}" for each in fields for end in (ends if each.is_dated else ends[:1])}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "replay"])
def test_has_just_the_keys_that_are_declared(answering: Path, name: str) -> None:
    """Programs are written against the list, so it must be neither short nor long."""
    told, declared = asked(answering, name), ANSWERS[name]

    assert set(told) == keys((*EVERY, *declared.facts))
    rows = told["rows"]
    assert isinstance(rows, list)
    assert rows
    for row in rows:
        assert set(row) == keys((*declared.columns, *declared.more))


@pytest.mark.slow
def test_a_walk_has_just_the_keys_that_are_declared(answering: Path) -> None:
    """Its first line says for what it is, and each other line is a step."""
    store = f"--store {answering}/demo.db --taskforce EXERCISE"
    first, *steps = typed(f"replay --from @1 --to @6 --format jsonl {store}").out.splitlines()

    assert set(json.loads(first)) == keys((*EVERY, *ANSWERS["replay"].facts)) - NO_ROWS
    assert steps
    for step in map(json.loads, steps):
        assert set(step) == keys(ANSWERS["replay"].more)


@pytest.mark.parametrize("kind", KINDS)
def test_the_titles_of_work_are_in_the_language(answering: Path, kind: str) -> None:
    """A title in English above heads in French is read as the name of something."""
    store = f"--store {answering}/demo.db --taskforce EXERCISE"

    english, french = (
        typed(f"work {kind} --language {language} {store}").out.splitlines()[0]
        for language in ("en", "fr")
    )

    assert english.endswith(" of EXERCISE")
    assert english.removesuffix(" of EXERCISE") not in french


def test_each_is_described() -> None:
    """What is not described cannot be built upon, and what is described twice may differ."""
    assert answer_keys().keys() == {"every", *ANSWERS}
    for declared in ANSWERS.values():
        for fields in (declared.facts, (*declared.columns, *declared.more)):
            names = [each.key for each in fields]
            assert len(names) == len(set(names))
            assert all(each.meaning and each.meaning[-1] != "." for each in fields)
        assert all(each.label for each in declared.columns)
