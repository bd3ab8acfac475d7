"""A year of a standards body, typed from its minutes, gives the figures worked out by hand.

The text and its figures were written before the program could count: `year.md` has the minutes,
`year_figures.json` what somebody else worked out from them, `year.txt` what a secretary types.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.infrastructure.cli.given import must, typed

DATA = Path(__file__).parents[3] / "data" / "meetings"
AFTER = "--on 2033-01-01"
CODES = dict(
    re.findall(
        r"^\| ([A-Z][a-z]+(?: Bay)?) \| ([A-Z]{3}) \|",
        (DATA / "year.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
NAMES = {code: name for name, code in CODES.items()}


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Right(_Figures):
    right: bool
    reason: str


class Quorum(_Figures):
    reached: bool
    have: int
    needed: int
    of: int


class Majority(_Figures):
    needed: int
    of: int


class Decision(_Figures):
    ref: str
    outcome: Literal["adopted", "not_adopted"]
    counts: dict[str, int] | None = None
    majority: Majority | None = None


class Item(_Figures):
    present_with_right: tuple[str, ...]
    represented: dict[str, str]
    quorum: Quorum
    decision: Decision | None = None


class Meeting(_Figures):
    day: str
    rights: dict[str, Right]
    attendance: dict[str, str]
    items: tuple[Item, ...]

    @property
    def reference(self) -> str:
        return self.day[:7]


class Attended(_Figures):
    present: int
    represented: int
    absent: int
    meetings: int = Field(alias="meetings_it_could_attend")
    percent: float = Field(alias="percent_present")


class Year(_Figures):
    attendance: dict[str, Attended]
    decisions: dict[str, int | list[str]]


class Procedure(_Figures):
    decision: Decision


class Figures(_Figures):
    year: Year
    meetings: tuple[Meeting, ...]
    written_procedures: tuple[Procedure, ...]


pytestmark = pytest.mark.slow  # a year of 200 commands
FIGURES = Figures.model_validate_json((DATA / "year_figures.json").read_bytes())
VOTED = [(m, item) for m in FIGURES.meetings for item in m.items if item.decision]


def lines() -> Iterator[str]:
    """The commands; `{words}` stand for the position of the last entry that says them."""
    for line in (DATA / "year.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def position(words: str) -> str:
    log = list(csv.reader(StringIO(typed("log --format csv").out)))
    return next(f"@{row[0]}" for row in reversed(log) if any(words in cell for cell in row))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the year; the minutes of June were circulated with a mistake in them."""
    place = tmp_path_factory.mktemp("year")
    with chdir(place):
        must(
            "--actor p-tester init . --code LSB --name 'Lantern Interchange Standards Board'"
            " --nature exercise --on 2027-01-01"
        )
        for line in lines():
            if line.startswith("! conflicts"):
                conflicts = typed("conflicts").out
                assert "D14 was recorded as adopted; by what is known now it is not" in conflicts
                continue
            must(re.sub(r"\{([A-Za-z][^\"{}]*)\}", lambda found: position(found[1]), line))
    return place


@pytest.fixture(autouse=True)
def there(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to the register."""
    monkeypatch.chdir(year)


def asked(line: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(typed(f"{line} --format json").out)["rows"]
    return rows


@pytest.mark.parametrize("meeting", FIGURES.meetings, ids=lambda each: each.day)
def test_who_may_vote(meeting: Meeting) -> None:
    """Rights are lost and gained by attendance, meeting by meeting."""
    told = {row["member"]: row["may_vote"] for row in asked(f"rights {meeting.reference} {AFTER}")}

    assert told == {
        CODES[name]: "yes" if each.right else "no"
        for name, each in meeting.rights.items()
        if CODES[name] in told or each.right
    }


@pytest.mark.parametrize("meeting", FIGURES.meetings, ids=lambda each: each.day)
def test_who_came(meeting: Meeting) -> None:
    """Present is who was there for a part of it; represented who had a proxy that held.

    Who is absent has sent apologies, or not.
    """
    opened = next(line for line in lines() if line.startswith(f"meeting open {meeting.reference}"))
    told = {
        row["member"]: row["presence"] for row in asked(f"presence {meeting.reference} {AFTER}")
    }

    for name, how in meeting.attendance.items():
        code = CODES[name]
        if how == "absent" and f"{code}:excused" in opened:
            assert told[code] == "excused", name
        elif how in ("present", "represented", "absent"):
            assert told[code] == how, name


def test_what_each_vote_came_to() -> None:
    """Counts, quorum at that minute, majority and result."""
    told = {str(row["decision"]): row for row in asked(f"votes {AFTER}")}

    for _, item in VOTED:
        decision = item.decision
        assert decision
        row, quorum = told[decision.ref], item.quorum
        reached = "reached" if quorum.reached else "not reached"
        assert row["quorum"] == f"{reached}: {quorum.have} of {quorum.of}, {quorum.needed} needed"
        assert str(row["result"]).replace(" ", "_") == decision.outcome, decision.ref
        assert _counts(row) == decision.counts, decision.ref
        if decision.majority:
            majority = (decision.majority.needed, decision.majority.of)
            assert (row["needed"], row["of"]) == majority, decision.ref
        assert _there(row, "present") == sorted(CODES[name] for name in item.present_with_right)
        assert _there(row, "represented") == sorted(CODES[name] for name in item.represented)
    written = FIGURES.written_procedures[0].decision
    assert _counts(told[written.ref]) == written.counts
    assert told[written.ref]["result"] == written.outcome


def _counts(row: Mapping[str, object]) -> Mapping[str, object] | None:
    names = {"for": "in_favour", "against": "against", "abstained": "abstained"}
    if row["in_favour"] is None:
        return None
    return {each: row[key] for each, key in names.items()} | {"not_voting": row["not_voting"]}


def _there(row: Mapping[str, object], how: str) -> list[str]:
    voters = row["voters"]
    assert isinstance(voters, dict)
    return sorted(
        code for code, each in voters.items() if each["may_vote"] and each["presence"] == how
    )


def test_as_known_before_the_minutes_were_approved() -> None:
    """The minutes as circulated said that D14 was adopted; that stays what was known then."""
    then = int(position("written procedure 2032-W1 convened")[1:]) - 1
    before = asked(f"votes D14 {AFTER} --known @{then}")[0]
    now = asked(f"votes D14 {AFTER}")[0]

    assert (before["result"], before["not_voting"]) == ("adopted", 2)
    assert (now["result"], now["why"]) == ("not adopted", "no quorum")


def test_the_attendance_of_the_year() -> None:
    """In the report that the board reads."""
    told = json.loads(typed(f"report attendance 2032 {AFTER} --format json").out)
    rows = [
        row
        for section in told["sections"]
        for block in section["blocks"]
        if block.get("table") == "attendance"
        for row in block["rows"]
    ]

    assert {NAMES[row["member"]]: Attended.model_validate(_as_worked_out(row)) for row in rows} == (
        FIGURES.year.attendance
    )


def _as_worked_out(row: Mapping[str, object]) -> Mapping[str, object]:
    return {
        **row,
        "meetings_it_could_attend": row["meetings"],
        "percent_present": float(str(row["percent"])),
    }


def test_the_decisions_of_the_year() -> None:
    """Twenty-three adopted, four not; one by the casting vote of the chair."""
    told = typed(f"report decisions 2032 {AFTER} --format markdown").out
    adopted, missed = FIGURES.year.decisions["adopted"], FIGURES.year.decisions["not_adopted"]

    assert f"{adopted} decisions were adopted in 2032, and {missed} were not." in told
    assert told.count("casting vote of the chair") == 1


@pytest.mark.parametrize("meeting", FIGURES.meetings, ids=lambda each: each.day)
def test_the_minutes_say_by_name_who_came_and_item_by_item_what_was_decided(
    meeting: Meeting,
) -> None:
    """A member finds itself by its name, and at each item the quorum and the result."""
    line = f"report minutes {meeting.reference} {AFTER} --format json"
    sections = {each["key"]: each for each in json.loads(typed(line).out)["sections"]}
    table = sections["present"]["blocks"][0]
    items = [section["blocks"] for section in sections["items"]["sections"]]

    for row in table["rows"]:
        listed = meeting.attendance[NAMES[row["member"]]]
        assert row["presence"].replace("excused", "absent") == listed.replace("excused", "absent")
        assert row["name"].startswith(NAMES[row["member"]])
    for item in (each for each in meeting.items if each.decision):
        assert item.decision
        blocks = next(b for b in items if f"Decision {item.decision.ref}" in json.dumps(b))
        said = json.dumps(blocks)
        assert ("not adopted" in said) == (item.decision.outcome == "not_adopted")
        assert f"{item.quorum.have} of {item.quorum.of} members with the right to vote" in said
        assert f"with {item.quorum.needed} needed" in said


def test_the_minutes_have_one_table_of_how_each_member_voted() -> None:
    """By name, with whoever voted for it by proxy, and why another did not vote."""
    said = typed(f"report minutes 2032-05 {AFTER} --format markdown").out

    assert (
        "| Inverlark Software Cooperative | for (by Brookfell Institute of Measurement) |" in said
    )
    assert "| Farrowdale Metrology Office | no right to vote: " in said
    assert "| Hollin Bay Observatory | against |" in said
    assert "| Chair of the body | Brookfell Institute of Measurement |" in said
    assert "Sessions (hours of Asia/Kathmandu)" in said
    assert "No action is recorded" not in said
    assert "is not recorded" not in said
