"""Members stand in the order of the names that are shown; accents and codes count last."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-04-14"


@pytest.fixture(autouse=True)
def named(once: Once) -> None:
    """Their codes are in another order: ATL, ERE, KEN."""
    once(
        tell,
        "member join ERE --name Élan --on 2022",
        "member rename ATL Zanzibar --on 2026-01-01",
        "member rename KEN Eden --on 2026-01-01",
        "sign ERE MISSION --on 2026-01-15",
        "progress schedule MISSION-1 quarterly --due-on 2026-04-30 --period-from 2026-01-15 "
        "--period-until 2026-03-31 --on 2026-01-15",
        f"meeting convene M1 ordinary_session {DAY}",
        f"meeting open M1 {DAY} --attendance KEN --attendance ERE",
        "taskforce scale OGP limited complete --high complete --on 2026-01-01",
        *(
            f"progress assess {code} MISSION-1 complete --scale OGP --assessor X {DAY} "
            "--confidence medium --method Review"
            for code in ("ATL", "ERE", "KEN")
        ),
    )


@pytest.mark.parametrize(
    "line", ["presence M1", "rights M1", "reports MISSION-1", "status MISSION", "assessments"]
)
def test_of_an_answer(line: str) -> None:
    answer = json.loads(typed(f"{line} --on 2026-04-20 --format json").out)

    assert [row["name"] for row in answer["rows"]] == ["Eden", "Élan", "Zanzibar"]


@pytest.mark.parametrize(
    "line",
    [
        *("presence M1", "rights M1", "reports MISSION-1", "status MISSION", "assessments"),
        *("report status MISSION", "report minutes M1"),
    ],
)
def test_in_the_language_that_is_shown(line: str) -> None:
    """Also where they stand so within groups only: by how they signed, came or are due."""
    must("member name ATL fr Arche")

    said = typed(f"{line} --on 2026-04-20 --language fr").out

    told = said[said.index("Pays ou membre" if "Pays ou membre" in said else "Membre") :]
    names = [told.index(name) for name in ("Arche", "Eden", "Élan") if name in told]
    assert names == sorted(names)
    assert len(names) > 1


def test_of_minutes_counts_accents_last() -> None:
    """Élan stands before Zanzibar, as elsewhere."""
    must("member rename KEN Fenwick --on 2026-02-01")

    said = typed("report minutes M1 --on 2026-04-20").out

    present = said[said.index("Attendance by member") :]
    assert present.index("Élan") < present.index("Fenwick")
