"""What the tests of codes start from: a member that did all that a member does."""

import json

from tests.infrastructure.cli.given import must, tell, typed

WORK = (
    "taskforce scale RAG 'Traffic light' red amber green --on 2026-01-10",
    (
        "progress schedule MISSION-1 quarterly --due-on 2026-04-30 --period-from 2026-01-01 "
        "--period-until 2026-03-31 --on 2026-01-15"
    ),
    "progress report ATL MISSION-1 amber --scale RAG --due-on 2026-04-30 --on 2026-04-20",
    "member focal-point ATL p-a7atq3 --on 2026-01-16",
    "taskforce chair ATL --on 2026-01-20",
    "taskforce initiative Forum --as-member ATL --on 2026-01-20",
    "progress milestone MISSION-1 STEP-1 'A law' --due-on 2026-09-01 --owner ATL --on 2026-01-20",
    "meeting convene M-1 ordinary_session --on 2026-05-01",
    "meeting open M-1 --on 2026-05-01 --attendance ATL --attendance KEN",
    "gap find ATL G-1 hosting --text 'No law.' --on 2026-02-01",
)


def work() -> None:
    """Begin a register in which ATL signed, reports, has a focal point, an office and a gap."""
    tell()
    must(*WORK)


CHANGE = "member recode ATL ATS --on 2026-06-01"


def rows(line: str) -> list[dict[str, object]]:
    """The rows that a question answers with."""
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    found = json.loads(said.out)["rows"]
    assert isinstance(found, list)
    return found


def codes(line: str) -> list[object]:
    return [row["member"] for row in rows(line)]
