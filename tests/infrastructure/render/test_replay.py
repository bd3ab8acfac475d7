"""A walk on paper: each line says what changed, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from json import loads

from application.model_rows import AsOf
from application.questions.across.replay import Replay, ReplayedEvent, ReplayStep
from application.questions.across.state_changes import FieldChange, StateChange
from domain.values import Visibility
from infrastructure.language import Spoken, speaking
from infrastructure.render.replay import as_json_lines, as_lines

MARCH = date(2026, 3, 5)
TOLD = ReplayedEvent(
    position=4,
    recorded_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
    effective_on="2026-03",
    what="ATL  joined",
    mark="completes @2",
    fields=[FieldChange("on", None, "2026-03"), FieldChange("ends", ["a"], None)],
)
BARE = ReplayedEvent(
    position=5, recorded_at=TOLD.recorded_at, effective_on=None, what="It began", mark=""
)
STEP = ReplayStep(
    on=MARCH,
    position=4,
    events=[TOLD, BARE],
    changes=[
        StateChange("standing", "ATL on C", "former_party", None, frozenset()),
        StateChange("due", "Report", None, "due 2026-04-01", frozenset()),
    ],
)


def walk(*steps: ReplayStep, by_day: bool = False, reference: str | None = None) -> Replay:
    at = AsOf(on=MARCH, position=5, recorded_at=None, known="@5", audience=Visibility.PUBLIC)
    return Replay(
        taskforce="EXT",
        reference=reference,
        as_of=at,
        banners=["EXERCISE"],
        positions=range(1, 1),
        by_day=by_day,
        steps=iter(steps),
    )


def test_shows_events() -> None:
    """Unknown values are named as such, and codes become words."""
    assert list(as_lines(walk(STEP))) == [
        "Replay in EXT, event by event",
        "EXERCISE",
        "Position on 2026-03-05, as recorded on @5 (entry 5). For the public.",
        "",
        "@4  2026-03-05  ATL joined, 2026-03 [completes @2]",
        "    on: blank → 2026-03",
        '    ends: ["a"] → blank',
        "@5  2026-03-05  It began",
        "    ATL on C: former party → none",
        "    due: Report: none → due 2026-04-01",
    ]


def test_shows_days() -> None:
    """A day is the head of what was recorded on it."""
    assert list(as_lines(walk(STEP, by_day=True, reference="ATL")))[3:] == [
        "",
        "2026-03-05 (@4)",
        "  @4  ATL joined, 2026-03 [completes @2]",
        "      on: blank → 2026-03",
        '      ends: ["a"] → blank',
        "  @5  It began",
        "    ATL on C: former party → none",
        "    due: Report: none → due 2026-04-01",
    ]


def test_says_that_there_is_nothing() -> None:
    """An empty page could be a broken one."""
    assert list(as_lines(walk()))[-1] == "(nothing was recorded)"


def test_gives_machines_a_line_for_each_step() -> None:
    """A long walk is read while it is written."""
    head, step = map(loads, as_json_lines(walk(STEP)))

    assert (head["taskforce"], head["by"]) == ("EXT", "event")
    assert step["changes"][0]["before"] == "former_party"


def test_is_told_in_the_language_of_the_run() -> None:
    """Heads and values of ours; what was recorded stays."""
    with speaking(Spoken("fr")):
        said = list(as_lines(walk(STEP, by_day=True, reference="ATL")))

    assert said[0] == "Historique rejoué d'ATL dans EXT, jour par jour"
    assert said[2].startswith("Situation au 2026-03-05")
    assert "      on\N{NO-BREAK SPACE}: vide → 2026-03" in said
    assert "    ATL on C\N{NO-BREAK SPACE}: ancienne partie → aucun" in said


def test_names_an_unknown_day_in_the_language_of_the_run() -> None:
    """It stayed English."""
    undated = replace(TOLD, effective_on="unknown")
    lines = {}
    for language in ("en", "fr"):
        with speaking(Spoken(language)):
            lines[language] = list(as_lines(walk(replace(STEP, events=[undated]))))[4]

    assert lines["en"] == "@4  2026-03-05  ATL joined, unknown [completes @2]"
    assert ", date non enregistrée [" in lines["fr"]
