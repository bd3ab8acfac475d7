"""A member's code changes, or one party was entered under two: at the command line and in files."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

WORK = (
    "taskforce scale RAG 'Traffic light' red amber green --on 2026-01-10",
    "progress schedule MISSION-1 quarterly --due 2026-04-30=2026-01-01..2026-03-31 --on 2026-01-15",
    "progress report ATL MISSION-1 amber --scale RAG --due 2026-04-30 --on 2026-04-20",
    "member focal-point ATL p-ada-at --on 2026-01-16",
    "taskforce chair ATL --on 2026-01-20",
    "taskforce initiative Forum --as-member ATL --on 2026-01-20",
    "progress milestone MISSION-1 STEP-1 'A law' --due 2026-09-01 --owner ATL --on 2026-01-20",
    "meeting convene M-1 ordinary_session --on 2026-05-01",
    "meeting open M-1 --on 2026-05-01 --present ATL --present KEN",
    "gap find ATL G-1 hosting --text 'No law.' --on 2026-02-01",
)
CHANGE = "member recode ATL ATS --on 2026-06-01"
QUESTIONS = (
    *("members", "status MISSION", "status MISSION-1", "matrix", "reports MISSION"),
    *("overdue", "focal-points", "gaps", "milestones", "assessments", "work engagements"),
)
REPORTS = (
    *("status MISSION", "annual 2026", "profile ATS", "brief", "progress", "gaps"),
    *("changes 2026-01-01 2026-12-31", "minutes M-1", "practices"),
)


def rows(line: str) -> list[dict[str, object]]:
    """The rows that a question answers with."""
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    found = json.loads(said.out)["rows"]
    assert isinstance(found, list)
    return found


def codes(line: str) -> list[object]:
    return [row["member"] for row in rows(line)]


@pytest.fixture
def worked(register: Path) -> Path:
    """A register in which ATL signed, reports, has a focal point, an office and a gap."""
    must(*WORK)
    return register


class TestChange:
    def test_is_one_member_under_the_new_code_from_then_on(self, worked: Path) -> None:
        """And as known before, it is the member that it was."""
        before = rows("status MISSION")
        head = len(events(worked))

        said = typed(CHANGE)

        assert said.out == f"@{head + 1}  ATL now has the code ATS, 2026-06-01\n"
        assert sorted(map(str, codes("members"))) == ["ATS", "KEN"]
        assert rows(f"status MISSION --known @{head}") == before
        now = [{**row, "member": "ATS"} if row["member"] == "ATL" else row for row in before]
        assert rows("status MISSION") == now

    @pytest.mark.usefixtures("worked")
    def test_every_question_answers_as_before_but_for_the_code(self) -> None:
        """A code is a label: nothing else may depend on it."""
        asked = [f"{question} --on 2026-08-01" for question in QUESTIONS]
        before = {line: typed(f"{line} --format json").out for line in asked}

        must(CHANGE)

        for line in asked:
            was, now = (
                json.loads(out) for out in (before[line], typed(f"{line} --format json").out)
            )
            assert now["rows"] == json.loads(json.dumps(was["rows"]).replace('ATL"', 'ATS"')), line

    @pytest.mark.usefixtures("worked")
    def test_every_report_names_it_by_its_new_code(self) -> None:
        """What was recorded as it was recorded is told by the history, and by it alone."""
        must(CHANGE)

        for report in REPORTS:
            said = typed(f"report {report} --on 2026-08-01 --format json")
            assert said.code == 0, (report, said)

        assert "ATL" not in typed("report status MISSION --on 2026-08-01").out
        traced = typed("report audit --from @1 --to @23 --sample 60 --seed 7")
        assert (traced.code, "do not agree" in traced.out) == (0, False), traced

    @pytest.mark.usefixtures("worked")
    def test_questions_take_the_old_code(self) -> None:
        """It stands in letters, files and bookmarks."""
        must(CHANGE)

        for line in ("focal-points --member {}", "gaps --member {}", "history {}"):
            assert rows(line.format("ATL")) == rows(line.format("ATS")) != [], line
        assert rows("reports ATL") == rows("reports ATS") != []
        assert rows("overdue ATL --on 2026-08-10") == rows("overdue ATS --on 2026-08-10") != []
        assert "chair" in typed("report profile ATL").out
        days = {code: typed(f"replay {code} --by day").out for code in ("ATL", "ATS")}
        assert days["ATL"].replace("Replay of ATL", "Replay of ATS") == days["ATS"]
        must("export workbook ATL --output atlantis.xlsx")

    @pytest.mark.usefixtures("worked")
    def test_acts_take_the_old_code(self) -> None:
        """And are recorded of the member that it means."""
        must(CHANGE)

        said = typed("progress report ATL MISSION-2 green --scale RAG --on 2026-06-02")
        refused = typed("sign ATL MISSION-1 --on 2026-06-02")

        assert "ATS reported MISSION-2" in said.out
        assert refused.code == 1
        assert "member of" not in refused.err

    @pytest.mark.usefixtures("worked")
    def test_a_calendar_keeps_its_entries(self) -> None:
        """Whoever has subscribed would see each of them twice."""
        asked = "export calendar --on 2026-06-01"
        before = {line for line in typed(asked).out.splitlines() if line.startswith("UID")}

        must(CHANGE)

        after = {line for line in typed(asked).out.splitlines() if line.startswith("UID")}
        assert before == after

    def test_old_receipts_and_checkpoints_still_verify(
        self, worked: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing that was recorded is touched."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must(
            "audit keygen ../log.key --name example.org/register",
            "audit policy ../log.key.vkey -o our.policy",
            "audit checkpoint --key ../log.key --output 1.checkpoint",
            "audit receipt @9 --output kenya.tlog-proof --checkpoint 1.checkpoint",
        )
        stored = events(worked)

        must(CHANGE, "member join ERE --name Erewhon --on 2026", "member recode ERE ATL2 --on 2026")

        assert events(worked)[: len(stored)] == stored
        must(
            "audit check-receipt kenya.tlog-proof --policy our.policy",
            "audit verify --checkpoint 1.checkpoint --policy our.policy",
        )
        first = typed("query 'SELECT * FROM member_code ORDER BY code, known_from'").out
        must("rebuild")
        assert typed("query 'SELECT * FROM member_code ORDER BY code, known_from'").out == first

    @pytest.mark.usefixtures("worked")
    def test_is_refused_in_one_sentence(self) -> None:
        """With what to do instead."""
        must(CHANGE, "member join ERE --name Erewhon --on 2022 --kind treaty_body")

        for line, why in {
            "member recode ATS ATS": "ATS is the code of Atlantis already.",
            "member recode NOB ATS": "There is no member 'NOB' in this register.",
            "member recode KEN ATL": "ATL was a code of ATS",
            "member recode KEN ERE": "KEN is recorded as state and ERE as treaty_body",
        }.items():
            said = typed(f"{line} --on 2026-06-02")
            assert (said.code, said.out, why in said.err) == (1, "", True), said

    @pytest.mark.usefixtures("worked")
    def test_may_go_back_or_was_never_true(self) -> None:
        """The world may change again, and a clerk may have typed the wrong code."""
        must(CHANGE, "member recode ATS ATL --on 2026-07-01")
        assert sorted(map(str, codes("members"))) == ["ATL", "KEN"]

        must("member recode ATL ATN --on 2026-08-01", "retract @25 --reason 'Another member.'")

        assert sorted(map(str, codes("members"))) == ["ATL", "KEN"]
        assert "now has the code" in typed("history ATL").out

    @pytest.mark.usefixtures("worked")
    def test_is_in_the_copy_for_the_public_as_far_as_it_shows_the_member(self) -> None:
        """A copy that named it by another code than the page would be of another member."""
        must("member join ERE --name Erewhon --on 2022 --visibility public", CHANGE)
        must("member recode ERE ERW --on 2026-07-01", "export analysis a.db")
        must("export analysis --audience public p.db")

        assert Path("a.db").exists()


class TestTwoMembers:
    @pytest.mark.usefixtures("worked")
    def test_become_one_with_the_history_of_both(self) -> None:
        """Both had been entered, and the taskforce has one member less than it thought."""
        must(
            "member join ATS --name 'Atlantis State' --on 2022-07",
            "sign ATS MISSION --on 2026-01-20",
            "progress report ATS MISSION-1 green --scale RAG --due 2026-04-30 --on 2026-04-25",
            "member focal-point ATS p-ben-at --on 2026-01-20",
        )
        known = len(events())

        said = typed(CHANGE)

        assert "ATS (Atlantis State) is a member already: both are one member" in said.err
        assert sorted(map(str, codes("members"))) == ["ATS", "KEN"]
        assert sorted(map(str, codes(f"members --known @{known}"))) == ["ATL", "ATS", "KEN"]
        assert codes("status MISSION") == codes("status MISSION-1") == ["ATS", "KEN"]
        told = typed("history ATS").out
        assert "ATL signed MISSION-1" in told
        assert "ATS signed MISSION-1" in told

    @pytest.mark.usefixtures("worked")
    def test_what_stands_twice_is_settled_one_by_one(self) -> None:
        """Nothing is lost by itself, and each pair is told with the command that settles it."""
        self.test_become_one_with_the_history_of_both()

        said = typed("conflicts --format json")
        problems = [str(row["problem"]) for row in json.loads(said.out)["rows"]]
        settling = [
            problem.partition("depositary ")[2] for problem in problems if "retract" in problem
        ]

        assert said.code == 1
        assert len(settling) == len(problems)
        topics = " ".join(problems)
        for what in ("is a member already", "has signed this version", "main focal point"):
            assert what in topics
        assert "ATS reported twice on one period, under two codes." in topics
        must(*dict.fromkeys(settling))
        assert rows("conflicts") == []


HEADER = "act,member,name,on,code,distinct\n"


def imported(*lines: str, name: str = "rows.csv", more: str = "") -> str:
    """What an import says to these rows."""
    Path(name).write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    said = typed(f"import {name} {more}")
    return said.out + said.err


class TestFiles:
    def test_an_old_file_records_nothing_when_it_is_imported_again(self, register: Path) -> None:
        """Its rows were recorded, whatever the member is called by now."""
        old = ("join,ZUB,Zubrowka,2022-06,,", "rename,ZUB,New Zubrowka,2023,,")
        imported(*old)
        must("member recode ZUB ZBR --on 2026")
        known = events(register)

        assert "recorded nothing; 2 unchanged" in imported(*old)
        assert events(register) == known

        said = imported(*old, "rename,ZUB,Zubrowka Again,2026-02,,")
        assert "recorded 1 rename; 2 unchanged" in said
        assert "ZBR is now called Zubrowka Again" in typed("history ZBR").out
        mended = imported("join,ZUB,Old Zubrowka,2022-06,,", *old[1:], more="--changed error")
        assert "1 amended" in mended
        assert "ZUB joined as Old Zubrowka" in typed("history ZBR").out

    def test_a_row_changes_the_code(self, register: Path) -> None:
        """And the next rows, and the same file again, mean the same member."""
        lines = (
            *("join,ZUB,Zubrowka,2022-06,,", "recode,ZUB,,2026,ZBR,"),
            *("rename,ZUB,New Zubrowka,2026-02,,", "rename,ZBR,Zubrowka Again,2026-03,,"),
        )

        assert "4 rows: recorded 1 join, 1 recode, 2 rename" in imported(*lines)
        assert "recorded nothing; 4 unchanged" in imported(*lines)
        again = imported("recode,ZUB,,2026-01-05,ZBR,")
        assert "ZBR is the code of Zubrowka Again already" in again
        assert len(events(register)) == 16

    @pytest.mark.usefixtures("register")
    def test_one_party_under_two_codes_is_stopped(self) -> None:
        """The public table of a climate treaty changed the code of a member between two issues."""
        must("member join EU28 --name 'Union of Islands' --kind regional_organisation --on 2022")
        ways = "member recode EU28 EUU --on DAY. If it is another party, say why with --distinct"

        at_the_file = imported("join,EUU,Union of Islands,2022,,")
        at_the_door = typed("member join EUU --name 'Union of Islands' --on 2022")

        assert ways in at_the_file
        assert ways in at_the_door.err
        assert at_the_door.code == 1
        assert "recorded 1 join" in imported("join,EUU,Union of Islands,2022,,Another union.")
        assert "another party: Another union." in typed("history EUU").out
        assert "Union" not in typed("conflicts").out

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("USA", "United States of America"),
            ("US", "United States of America"),
            ("UK", "United Kingdom of Great Britain and Northern Ireland"),
            ("GBR", "United Kingdom"),
        ],
    )
    @pytest.mark.usefixtures("register")
    def test_a_code_is_the_choice_of_the_secretariat(self, code: str, name: str) -> None:
        """Also where a code is what people call the country."""
        assert "recorded 1 join" in imported(f"join,{code},{name},2022,,")
        assert code in codes("members")

    @pytest.mark.usefixtures("register")
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("GBR,United Kingdom", "UK,Britain"),
            ("UK,United Kingdom", "GBR,United Kingdom of Great Britain"),
            ("USA,United States of America", "US,America"),
        ],
    )
    def test_but_a_country_is_one_member(self, first: str, second: str) -> None:
        """The row says both ways on."""
        imported(f"join,{first},2022,,")

        told = imported(f"join,{second},2022,,")

        one, other = (each.partition(",")[0] for each in (first, second))
        assert f"member recode {one} {other} --on DAY" in told
        assert "recorded 1 join" in imported(f"join,{second},2022,,Not the same.")


class TestLookAlikes:
    @pytest.mark.usefixtures("register")
    def test_are_listed_with_both_ways_on(self) -> None:
        """A register that was kept before anybody asked may have such pairs."""
        must(
            "member join PER --name Peru --on 2022",
            "member join PE2 --name 'Pérou' --on 2022",
        )

        (row,) = rows_of_conflicts()
        doctor = typed("doctor")

        ways = "depositary member recode PER PE2 --on DAY. If not: depositary correct @14 distinct="
        assert ways in str(row["problem"])
        assert "look like one party" in doctor.out
        assert ways in doctor.out
        must("correct @14 distinct='A region of that name.' --because completed")
        assert rows_of_conflicts() == []
        assert "look like one party" not in typed("doctor").out

    @pytest.mark.usefixtures("register")
    def test_are_settled_by_a_change_of_code(self) -> None:
        """Then there is one."""
        must(
            "member apply PER --name Peru --on 2022",
            "member join PE2 --name 'Pérou' --on 2022",
            "member recode PER PE2 --on 2026",
        )

        assert rows_of_conflicts() == []
        assert "look like one party" not in typed("doctor").out


def rows_of_conflicts() -> list[dict[str, object]]:
    found = json.loads(typed("conflicts --format json").out)["rows"]
    assert isinstance(found, list)
    return found
