"""What a correction names has to be there, as at the act itself."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

DAY = "--on 2026-05-12"
ACTS = (
    "taskforce task T 'A task.'",
    "contacts add 'Zoe Example' --ref p-7kq2mzx4ab",
    f"progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-09-30 --owner KEN {DAY}",
    f"meeting convene M1 ordinary_session --agenda Law {DAY}",
    f"meeting open M1 --attendance KEN --attendance ATL {DAY}",
    f"meeting decide D-1 M1 --title Law --text 'We act.' --task T {DAY}",
)
TOPICS = {"milestone": "milestone-set", "meeting": "meeting-convened", "decision": "decision-adopt"}
WRONG = [
    ("milestone", "owner=NOPE", "There is no member 'NOPE'"),
    ("milestone", "owner=EXAMPLE", "There is no member 'EXAMPLE'"),
    ("meeting", 'agenda=[{"item":"1","title":"Law","commitments":["NOPE-9"]}]', "'NOPE-9'"),
    ("meeting", 'agenda=[{"item":"1","title":"Law","task":"NOPE"}]', "There is no task 'NOPE'"),
    ("meeting", 'agenda=[{"item":"1","title":"Law","gaps":["NOPE"]}]', "There is no gap 'NOPE'"),
    ("decision", 'commitments=["NOPE-1"]', "There is no commitment 'NOPE-1'"),
    ("decision", "task=NOPE", "There is no task 'NOPE'"),
]


@pytest.mark.parametrize(("act", "change", "told"), WRONG)
def test_is_refused_where_it_is_not(register: Path, act: str, change: str, told: str) -> None:
    """A milestone was owed by nobody then, for ever, and all was told to be well."""
    must(*ACTS)
    entry = next(row[0] for row in events() if TOPICS[act] in str(row[-2]))
    before = events()

    said = typed(f"correct @{entry} '{change}'")

    assert (said.code, told in said.err) == (1, True), said
    assert events(register) == before


@pytest.mark.usefixtures("register")
def test_another_field_can_be_corrected_where_what_is_named_is_gone() -> None:
    """A commitment that was never adopted leaves a decision of which the title is to be mended."""
    must(
        *ACTS[:-1],
        "commitment adopt MISSION-9 --instrument MISSION --text 'We wait.' --on 2026-05-01",
        f"{ACTS[-1]} --commitments MISSION-9",
    )
    adopted, decided = (
        next(row[0] for row in reversed(events()) if topic in str(row[-2]))
        for topic in ("commitment.adopted", "decision-adopted")
    )
    must(f"retract @{adopted} --reason mistyped")

    must(f"correct @{decided} 'title=The law'")

    assert "The law" in typed("search law --format json").out


@pytest.mark.usefixtures("register")
def test_an_agenda_may_name_what_is_there() -> None:
    must(*ACTS[:4])
    entry = next(row[0] for row in events() if TOPICS["meeting"] in str(row[-2]))
    item = '{"item":"1","title":"Law","task":"T","commitments":["MISSION-1","MISSION-2"]}'

    must(f"correct @{entry} 'agenda=[{item}]'")

    assert "MISSION-2" in typed("meetings --format json").out
