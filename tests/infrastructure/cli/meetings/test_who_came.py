"""How many came has one meaning in every answer and paper, and a quorum is counted again."""

import json
import re
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
DECIDE = f"meeting decide D-1 M1 --title Plan --text 'We adopt it.' --task WORK {DAY}"
CODES = ("KEN", "ATL", "ERE", "ZUB", "UTO")


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """Of five members one is there when it is opened, one is excused, and two come later."""
    once(
        tell,
        *(f"member join {code} --name 'Land of {code}' --on 2022" for code in CODES[2:]),
        "taskforce task WORK 'To work.'",
        "taskforce quorum 3 --on 2026-01-01",
        f"meeting convene M1 ordinary_session {DAY}",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL:excused",
        "meeting quorum M1",
    )


def came() -> None:
    must(f"meeting arrive M1 ERE 10:00 {DAY}", f"meeting arrive M1 ZUB 11:00 {DAY}")


class TestHowManyCame:
    CAME = "3 present, apologies from 1, 1 absent"

    @pytest.mark.slow
    def test_is_the_same_wherever_it_is_said(self) -> None:
        """A secretary adds up the pages of one report and of another."""
        came()
        must(f"meeting close M1 {DAY}")

        (meeting,) = json.loads(typed(f"meetings {DAY} --format json").out)["rows"]
        present = json.loads(typed(f"presence M1 {DAY} --format json").out)
        must(
            f"report attendance 2026 {DAY} --output attendance.json",
            f"report annual 2026 {DAY} --output annual.md",
            f"report minutes M1 {DAY} --output minutes.md",
            f"report profile ERE {DAY} --output profile.md",
        )
        report = Path("attendance.json").read_text(encoding="utf-8")

        assert meeting["came"] == self.CAME
        how = {row["member"]: row["presence"] for row in present["rows"]}
        assert meeting["attendance"] == how
        assert how["ATL"] == "excused"
        assert present["counts"] == {"present": 3, "represented": 0, "absent": 1, "excused": 1}
        told = typed(f"presence M1 {DAY}").out
        assert self.CAME in told
        assert "Atlantis     apologies " in told
        assert "Atlantis     excusé " in typed(f"presence M1 {DAY} --language fr").out
        assert self.CAME in Path("annual.md").read_text(encoding="utf-8")
        assert '"present": 3, "represented": 0, "observer": 0, "absent": 2' in " ".join(
            report.split()
        )
        minutes = Path("minutes.md").read_text(encoding="utf-8")
        assert [minutes.count(f"| {seat}") for seat in ("present", "apologies", "absent")] == [
            *(3, 1, 1)
        ]
        assert "| present" in Path("profile.md").read_text(encoding="utf-8")

    def test_counts_who_was_represented(self) -> None:
        """By the list or by a proxy; who came itself is present."""
        must(
            f"correct {opening()} attendance=KEN,ATL:represented,ERE:represented --because error",
            f"meeting arrive M1 ERE 10:00 {DAY}",
        )

        (meeting,) = json.loads(typed(f"meetings {DAY} --format json").out)["rows"]

        assert meeting["came"] == "2 present, 1 represented, 2 absent"

    def test_says_at_an_hour_who_sent_apologies_or_observed(self) -> None:
        """Who excused itself is called absent only once it came and left again."""
        must(
            f"correct {opening()} attendance=KEN,ATL:excused,UTO:observer --because error",
            f"meeting arrive M1 ATL 11:00 {DAY}",
            f"meeting depart M1 ATL 12:00 {DAY}",
        )

        found = []
        for hour in ("10:40", "11:30", "12:30"):
            answer = json.loads(typed(f"presence M1 --hour {hour} {DAY} --format json").out)
            found.append({row["member"]: row["presence"] for row in answer["rows"]})

        assert [each["ATL"] for each in found] == ["excused", "present", "absent"]
        assert {(each["UTO"], each["KEN"], each["ERE"]) for each in found} == {
            ("observer", "present", "absent")
        }
        assert (
            "1 present, 1 observing, apologies from 1"
            in typed(f"presence M1 --hour 10:40 {DAY}").out
        )

    def test_lists_who_observed(self) -> None:
        """A member may come as an observer."""
        must(f"correct {opening()} attendance=KEN,ATL:observer --because error")

        (meeting,) = json.loads(typed(f"meetings {DAY} --format json").out)["rows"]

        assert meeting["came"] == "1 present, 1 observing, 3 absent"

    @pytest.mark.slow
    def test_says_of_who_observed_never_that_it_was_absent(self) -> None:
        """In the tables of votes and of attendance, too."""
        must(
            f"correct {opening()} attendance=KEN,ATL:observer --because error",
            "taskforce majority ORDINARY more_than_half --on 2026-01-01",
            f"meeting vote D-1 M1 --title Plan --text Yes. --task WORK --rule ORDINARY {DAY}"
            " --manner by_member --ballots KEN:for",
        )

        minutes = typed(f"report minutes M1 {DAY}").out
        report = json.loads(typed(f"report attendance 2026 {DAY} --format json").out)

        assert re.search(r"^Atlantis +observing$", minutes, re.MULTILINE)
        rows = {row["member"]: row for row in report["sections"][1]["blocks"][0]["rows"]}
        assert (rows["ATL"]["observer"], rows["ATL"]["absent"]) == (1, 0)


def opening() -> str:
    rows = json.loads(typed("log --format json").out)["rows"]
    return next(f"@{row['position']}" for row in rows if "meeting M1 opened" in row["what"])


class TestTheQuorum:
    @pytest.mark.slow
    def test_is_counted_again_when_more_came(self) -> None:
        """The refusal says how, and what it says works as printed."""
        assert "is the attendance right" in typed(DECIDE).err
        came()

        refused = typed(DECIDE)
        again = refused.err.partition("'depositary ")[2].partition("' counts again with them.")[0]

        assert refused.code == 1
        must(again, DECIDE)
        (meeting,) = json.loads(typed(f"meetings {DAY} --format json").out)["rows"]
        assert meeting["quorum"] == "reached: 3 of 5, 3 needed"
        assert typed("conflicts").code == 0

    def test_that_was_not_reached_stands(self) -> None:
        """Members came later, so that what the chair counted at the opening was right."""
        came()

        assert typed("conflicts").code == 0

    def test_takes_the_greatest_count_where_none_is_enough(self) -> None:
        """Who left does not count."""
        must(
            f"meeting arrive M1 ERE 10:00 {DAY}",
            f"meeting depart M1 KEN 10:30 {DAY}",
            f"meeting arrive M1 ZUB 11:00 {DAY}",
            "meeting quorum M1",
        )

        (meeting,) = json.loads(typed(f"meetings {DAY} --format json").out)["rows"]

        assert meeting["quorum"] == "not reached: 2 of 5, 3 needed"

    def test_that_was_reached_stands_whoever_comes_later(self) -> None:
        """A count that reaches it is enough to decide; help and refusal say so."""
        came()
        must("meeting quorum M1", f"meeting arrive M1 UTO 12:00 {DAY}")

        said = typed("meeting quorum M1")

        assert said.code == 1
        assert "is counted already: 3 of 5, 3 needed. It was reached, so who came later" in said.err
        help_text = " ".join(typed("meeting quorum --help").out.split())
        assert "Where none was enough and more members came, count again" in help_text
        assert "Land of UTO  present" in typed(f"presence M1 {DAY}").out

    def test_that_comes_out_the_same_is_not_recorded_again(self) -> None:
        """The answer is the count."""
        said = typed("meeting quorum M1")

        assert said.code == 1
        assert "is counted already: 1 of 5, 3 needed." in said.err

    def test_is_counted_again_after_a_correction(self) -> None:
        """The list at the opening was wrong; the finding says what to type."""
        must(f"correct {opening()} attendance=KEN,ATL,ERE --because error")
        (finding,) = json.loads(typed("conflicts --format json").out)["rows"]

        must(finding["problem"].partition("Count again with: depositary ")[2])

        assert typed("conflicts").code == 0


def test_a_sheet_of_a_meeting_that_was_not_convened_says_how_it_is() -> None:
    """A list of all meetings does not help who has the first sheet of one."""
    Path("came.csv").write_text("Meeting,On,Member,Presence\nX9,2026-12-01,KEN,present\n", "utf-8")

    said = typed("import came.csv")

    assert said.code == 1
    assert "There is no meeting 'X9' in this register. Record it first: " in said.out + said.err
    assert "depositary meeting convene. All that there are: " in said.out + said.err
