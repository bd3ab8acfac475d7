"""What goes when a list is given anew is said; actions and attendance are typed as they were."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-04-14"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """Entry 13 is a task, 15 the opening of a meeting, and 16 a decision with two actions."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        f"meeting convene M1 ordinary_session {DAY}",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL:excused",
        f"meeting decide D-1 M1 --title Plan --text 'We plan.' --task WORK {DAY} "
        "--actions 'A-1 | KEN | Draft it. | 2026-09-30' --actions 'A-2 | the chair | Send it.'",
    )


def actions() -> list[tuple[object, ...]]:
    rows = json.loads(typed("actions --format json").out)["rows"]
    return [(row["action"], row["owner"], row["text"], row["due_on"]) for row in rows]


class TestAttendance:
    def test_that_is_no_longer_listed_is_named(self) -> None:
        """Who meant to add one member would have taken out all others in silence."""
        said = typed("correct @15 attendance=ATL:present --because error")

        assert said.code == 0
        assert "It no longer has: KEN." in said.err
        assert "attendance of @15 taskforce.meeting-opened" in said.err

    def test_is_named_before_anything_is_stored(self) -> None:
        """A trial says the same."""
        said = typed("correct @15 attendance=ATL:present --because error --dry-run")

        assert "It no longer has: KEN." in said.err

    @pytest.mark.parametrize("came", ["KEN,ATL:present", "KEN; ATL"])
    def test_that_is_whole_needs_no_word(self, came: str) -> None:
        """A changed presence is a change, and nobody has gone."""
        said = typed(f"correct @15 'attendance={came}' --because error")

        assert said.code == 0
        assert "no longer" not in said.err

    def test_that_becomes_unknown_takes_out_all(self) -> None:
        """An empty value says that nobody wrote down who came."""
        assert "It no longer has: KEN, ATL." in typed("correct @15 attendance= --because error").err


class TestActions:
    def test_are_typed_as_they_were_recorded(self) -> None:
        """A member is named by its code or its name, an office by its words."""
        said = typed(
            "correct @16 'actions=A-1 | Kenya | Draft the guide. | 2026-10-31; A-2 | the chair | "
            "Send it.' --because error"
        )

        assert (said.code, said.err) == (0, "")
        assert actions() == [
            ("A-1", "KEN", "Draft the guide.", "2026-10-31"),
            ("A-2", "the chair", "Send it.", None),
        ]

    def test_that_go_are_named(self) -> None:
        """They may be in the middle of being done."""
        said = typed("correct @16 'actions=A-1 | KEN | Draft it.' --because error")

        assert "actions of @16" in said.err
        assert "It no longer has: A-2." in said.err

    def test_in_json_pass_as_before(self) -> None:
        """Programs write it."""
        line = '[{"action": "A-1", "text": "Draft it.", "owner": "ATL"}]'

        must(f"correct @16 'actions={line}' --because error")

        assert actions() == [("A-1", "ATL", "Draft it.", None)]

    def test_of_another_form_are_refused(self) -> None:
        """The sentence shows the form."""
        said = typed("correct @16 'actions=Draft it' --because error")

        assert said.code == 2
        assert "Expected an action as 'A-1 | KEN | Draft the guide. | 2026-09-30'" in said.err
