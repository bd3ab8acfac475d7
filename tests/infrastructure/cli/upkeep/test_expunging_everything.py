"""A register without a single text that people wrote still answers, and reports, and verifies."""

from pathlib import Path

import pytest

from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.cli.given import events, typed
from tests.infrastructure.cli.stories import core, meetings, mission, progress
from tests.infrastructure.cli.test_examples import lines

STORIES = {"core": core, "meetings": meetings, "mission": mission, "progress": progress}
QUESTIONS = (
    *("log", "members", "matrix", "conflicts", "meetings", "decisions", "actions", "cadence"),
    *("reports", "overdue", "assessments", "milestones", "gaps", "practices", "focal-points"),
    *("work inputs", "work contributions", "replay", "replay --by day", "status MISSION", ""),
    *("history KEN", "export entries --output e.csv", "export calendar --output c.ics"),
)
ASKED = {
    "annual": "2026",
    "attendance": "2026",
    "audit": "--from 2026-01-01 --to @12 --sample 9 --seed 1",
    "changes": "2026-01-01 2026-12-31",
    "decisions": "2026",
    "profile": "KEN",
    "status": "MISSION",
}
MEETINGS = {"brief", "minutes"}
FORMS = ("text", "markdown", "html", "json", "csv")
REFUSED = {
    "There is no text in it that people wrote, so there is nothing to remove.",
    "What was removed, and on whose authority, stays on record for ever.",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
def test_everything_works_without_the_texts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark may stand where no rule expects it: in a name, a title, a label of a scale."""
    story = STORIES[name]
    for file, content in story.files().items():
        Path(file).write_text(content, encoding="utf-8")
    for line in lines(story):
        if line.startswith("= "):
            monkeypatch.setenv("DEPOSITARY_TASKFORCE", line.removeprefix("= "))
        else:
            typed(line.removeprefix("+ "))
    monkeypatch.setenv("DEPOSITARY_ACTOR", "p-keeper-1")

    for position in range(1, len(events()) + 1):
        said = typed(f"expunge @{position} --reason court_order --authority 'A court' --yes")
        assert said.code == 0 or said.err.removeprefix("depositary: ").strip() in REFUSED, said

    assert typed("audit verify --projections").code == 4
    for question in QUESTIONS:
        assert typed(question).code == 0, question
    for kind in set(REPORT_KINDS) - MEETINGS:
        for form in FORMS:
            said = typed(f"report {kind} {ASKED.get(kind, '')} --format {form}")
            assert said.code == 0, said
    assert typed("correct @2 on=2022-07").code == 0
