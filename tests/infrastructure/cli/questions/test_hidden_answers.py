"""What came of something is never told as nothing where this audience may not see it."""

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

PUBLIC, MEMBERS = " --visibility public", " --visibility members"
MEETING = (
    f"meeting convene M1 ordinary_session --on 2026-04-14 --agenda Plan{PUBLIC}",
    f"meeting open M1 --on 2026-04-14 --attendance KEN{PUBLIC}",
    f"meeting close M1 --on 2026-04-14{PUBLIC}",
)
COMMENTED = f"meeting comment C-1 M1 KEN --text 'We left.' --on 2026-05-01{PUBLIC}"
ANSWERED = "meeting answer-comment C-1 --text No. --on 2026-05-02"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """A register with a task, an initiative and a meeting that the public sees."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        f"taskforce initiative Forum{PUBLIC}",
        *MEETING,
    )


def told(line: str) -> str:
    return " ".join(typed(f"{line} --audience public --on 2026-12-31").out.split())


@pytest.mark.parametrize(
    ("asked", "begun", "followed", "state"),
    [
        (
            "inputs",
            "mission receive-input IN-1 Forum --title Rules --task WORK --on 2026-02-20",
            "mission consider-input IN-1 M1 --item 1 --outcome Noted. --on 2026-04-14",
            ("received", "considered"),
        ),
        (
            "advice",
            "mission forward-advice ADV-1 --to A --title B --text C. --task WORK --on 2026-05-01",
            "mission advice-answered ADV-1 --text Done. --on 2026-06-01",
            ("waiting", "answered"),
        ),
        (
            "contributions",
            "mission contribute CON-1 Report --title Part --task WORK --on 2026-05-10",
            "mission taken-up CON-1 2027 --where 'Chapter 3' --on 2026-11-01",
            ("made", "taken_up"),
        ),
    ],
)
def test_what_followed_is_not_shown(
    asked: str, begun: str, followed: str, state: tuple[str, str]
) -> None:
    """Who advised would ask again, and say in public that nobody answers."""
    must(begun + PUBLIC)
    assert f",{state[0]}," in told(f"work {asked} --format csv")

    must(followed + MEMBERS)
    assert ",not_shown," in told(f"work {asked} --format csv")
    assert state[0] not in told(f"work {asked}").partition("State")[2]
    assert f",{state[1]}," in typed(f"work {asked} --format csv --on 2026-12-31").out


@pytest.mark.slow
def test_an_answer_to_a_comment_is_not_shown() -> None:
    """The minutes for the public said that a member was left without an answer."""
    must(COMMENTED)
    assert "not answered" in told("report minutes M1")

    must(ANSWERED + MEMBERS)
    assert "not answered" not in told("report minutes M1")
    assert "not shown" in told("report minutes M1")
    assert "not taken up" in " ".join(typed("report minutes M1 --on 2026-12-31").out.split())
