"""What people type about progress, right and wrong, and what they read."""

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, tell, typed

REPORT = "progress report ATL MISSION-1 limited --scale OGP"
SCHEDULE = "progress schedule MISSION-1 quarterly --on 2026-01-20"
SPRING = "--due-on 2026-04-30 --period-from 2026-01-01 --period-until 2026-03-31"
SUMMER = "--more 2026-07-31=2026-04-01..2026-06-30"


@pytest.fixture(autouse=True)
def told(once: Once) -> None:
    """A register in which ATL signed MISSION-1, with a scale and a record that is kept."""
    once(
        tell,
        "taskforce scale OGP Completion not_started limited complete --high complete",
        "taskforce record-kept-from --on 2026-01-01",
    )


def test_a_report_may_be_about_any_period() -> None:
    """An extraordinary report says itself what it is about."""
    must(f"{REPORT} --period-from 2026-01-15 --period-until 2026-02-15 --on 2026-02-20")

    said = typed("reports ATL --on 2026-03-01")

    assert "2026-01-15 to 2026-02-15" in said.out
    assert "extraordinary" in said.out


def test_an_assessment_may_be_about_a_period() -> None:
    """What was judged is told apart from when."""
    must(
        "progress assess ATL MISSION-1 limited --scale OGP --assessor Uni --confidence low "
        "--method Desk --period-from 2026-01-15 --period-until 2026-02-15 --on 2026-02-20",
        "progress milestone MISSION-1 LAW 'A law.' --due-on 2026-09-30 --on 2026-02-20",
    )

    assert '"period_from": "2026-01-15"' in typed("assessments --format json").out


def test_nothing_is_asked_for_yet() -> None:
    """An empty list says so, and counts nothing."""
    said = typed("reports")

    assert said.code == 0
    assert "(no rows)" in said.out


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (f"{SCHEDULE} {SPRING} {SUMMER}", 2, "follows from its first due date; leave out more"),
        (
            f"{SCHEDULE} --due-on 2026-01-10 --period-from 2026-01-01 --period-until 2026-01-05",
            1,
            "would make a report due before",
        ),
        (f"{REPORT} --due-on 2026-04-30 --on 2026-04-20", 1, "No reports are due on MISSION-1"),
        (f"{REPORT} --evidence 'Act 12' --on 2026-04-20", 2, "Expected evidence as DIRECTION"),
        (
            f"{REPORT} --evidence 'context;media;a.jpg' --on 2026-04-20",
            1,
            "Pictures and films are never taken as evidence",
        ),
        (f"{REPORT.replace('limited', 'no_report')} --on 2026", 1, "nobody records it"),
        ("progress approve ATL MISSION-1 --on 2026", 1, "waits for a review"),
        ("progress reach MISSION-1 BILL --on 2026", 1, "no milestone of MISSION-1 'BILL'"),
        ("progress answer ATL MISSION-1 'No.' --on 2026", 1, "Nobody has assessed ATL"),
        ("reports MISSION-8", 1, "Did you mean MISSION"),
        ("overdue XYZ", 1, "no member, instrument or commitment 'XYZ'"),
    ],
)
def test_says_what_is_wrong_in_one_sentence(line: str, code: int, sentence: str) -> None:
    """Nothing is recorded, and the sentence says what to do."""
    before = events()

    said = typed(line)

    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert events() == before
