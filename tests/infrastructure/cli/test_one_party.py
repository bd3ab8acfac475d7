"""One party under two codes: made one, stopped at both doors, and listed; files with old codes."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, tell, typed
from tests.infrastructure.cli.given_codes import CHANGE, codes, rows, work


@pytest.fixture
def worked(once: Once) -> Path:
    return once(work)


class TestTwoMembers:
    @pytest.mark.usefixtures("worked")
    def test_become_one_with_the_history_of_both(self) -> None:
        """Both had been entered, and the taskforce has one member less than it thought."""
        must(
            "member join ATS --name 'Atlantis State' --on 2022-07",
            "sign ATS MISSION --on 2026-01-20",
            "progress report ATS MISSION-1 green --scale RAG --due-on 2026-04-30 --on 2026-04-25",
            "member focal-point ATS p-bn2at --on 2026-01-20",
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

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_what_stands_twice_is_settled_one_by_one(self) -> None:
        """Nothing is lost by itself, and each pair is told with the command that settles it."""
        self.test_become_one_with_the_history_of_both()

        said = typed("conflicts --format json")
        problems = [str(row["problem"]) for row in json.loads(said.out)["rows"]]
        settling = [
            problem.rpartition("depositary ")[2] for problem in problems if "retract" in problem
        ]

        assert said.code == 1
        assert len(settling) == len(problems)
        topics = " ".join(problems)
        for what in ("is a member already", "has signed this version", "main focal point"):
            assert what in topics
        assert "ATS reported twice on one period, under two codes." in topics
        must(*dict.fromkeys(settling))
        assert rows("conflicts") == []


@pytest.mark.usefixtures("register")
class TestSimilarNames:
    def test_are_remarked_and_listed(self) -> None:
        """A double member would be counted in every quorum from here on."""
        must("member join RUR --name 'Kingdom of Ruritania' --on 2022")
        said = typed("member join RIT --name Ruritania --on 2023")

        remark = (
            "Ruritania is called nearly as RUR (Kingdom of Ruritania) is, and may be the same party"
        )
        assert remark in said.err
        for name, told in (
            ("Ruritanya", typed("member apply RTA --name Ruritanya --on 2023").err),
            ("Ruritana", imported("join,RTB,Ruritana,2023,,")),
        ):
            assert remark.replace("Ruritania is", f"{name} is") in told
        assert "RUR (Kingdom of Ruritania) and RIT (Ruritania) look like one party" in " ".join(
            typed("conflicts").out.split()
        )

    def test_of_parties_that_are_two_are_not_remarked(self) -> None:
        """Somebody said so, or both are countries."""
        must("member join RUR --name 'Kingdom of Ruritania' --on 2022")
        must("member join IRL --name Ireland --on 2022")

        told = [
            typed("member join RIT --name Ruritania --on 2023 --distinct 'The other island.'").err,
            typed("member join ISL --name Iceland --on 2022").err,
        ]

        assert "nearly" not in "".join(told)
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
        ways = "member recode EU28 EUU --on DAY. If it is another party, say why with "

        at_the_file = imported("join,EUU,Union of Islands,2022,,")
        at_the_door = typed("member join EUU --name 'Union of Islands' --on 2022")

        assert f"{ways}column distinct" in at_the_file
        assert f"{ways}--distinct" in at_the_door.err
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


class TestACountry:
    """The program knows what a country is called in six languages, so it asks before it records."""

    WHO = "'Chad' is a name or a code of TCD (Tchad), which is there already."

    @pytest.fixture
    def chad(self, once: Once) -> Path:
        return once(tell, "member join TCD --name Tchad --on 2022")

    def test_is_a_member_once(self, chad: Path) -> None:
        """Typed, in a row, or applied for: it is said who is it, and nothing is recorded."""
        known = events(chad)

        joined = typed("member join CHD --name Chad --on 2023")
        applied = typed("member apply CHD --name Chad --on 2023")
        row = imported("join,CHD,Chad,2023,,")

        assert joined.code == applied.code == 1
        for said in (joined.err, applied.err, row):
            assert self.WHO in said
            assert "depositary member recode TCD CHD --on DAY" in said
            assert "distinct." in said
        assert events(chad) == known

    @pytest.mark.usefixtures("register")
    def test_is_not_admitted_twice_by_one_file(self) -> None:
        """Also while nothing of it is stored."""
        said = imported("join,TCD,Tchad,2022,,", "join,CHD,Chad,2023,,")

        assert self.WHO in said
        assert "CHD" not in codes("members")

    @pytest.mark.usefixtures("chad")
    def test_comes_back_under_its_code(self) -> None:
        """Who left has its history there."""
        must("member withdraw TCD --on 2024")

        assert self.WHO in typed("member join CHD --name Chad --on 2025").err
        must("member join TCD --on 2025")

    @pytest.mark.usefixtures("chad")
    def test_has_namesakes(self) -> None:
        """A lake basin may be called as the country is."""
        must("member join LCB --name Chad --on 2023 --distinct 'The commission of the lake.'")

        assert rows_of_conflicts() == []

    @pytest.mark.usefixtures("chad")
    def test_that_never_was_a_member_is_none(self) -> None:
        """What was retracted is in the way of nobody."""
        must("retract @13 --reason 'Not admitted.'", "member join CHD --name Chad --on 2023")

    @pytest.mark.usefixtures("register")
    def test_is_another_one_than_its_predecessor(self) -> None:
        """Old treaties have both among their parties."""
        must(
            "member join SUN --name 'Union of Soviet Socialist Republics' --on 1970",
            "member join RUS --name 'Russian Federation' --on 1992",
            "member join CSK --name Czechoslovakia --on 1970",
            "member join CZE --name 'Czech Republic' --on 1993",
            "member join SVK --name Slovakia --on 1993",
            "member join DDR --name 'German Democratic Republic' --on 1973",
            "member join DEU --name Germany --on 1973",
            "member join YUG --name Yugoslavia --on 1970",
            "member join SCG --name 'Serbia and Montenegro' --on 2003",
            "member join SRB --name Serbia --on 2006",
        )

        assert rows_of_conflicts() == []

    @pytest.mark.usefixtures("chad")
    def test_may_be_in_several_bodies(self) -> None:
        """Each body has its own members, and chooses their codes."""
        must(
            "taskforce establish OTHER --name 'Another body' --nature exercise --on 2020",
            "--taskforce OTHER member join CHD --name Chad --on 2023",
        )


class TestLookAlikes:
    @pytest.mark.usefixtures("register")
    def test_are_listed_with_both_ways_on(self) -> None:
        """A register that was kept before anybody asked may have such pairs."""
        must(
            "member join PER --name Peru --on 2022",
            "member join PE2 --name 'Pacific Region' --on 2022",
            "member rename PE2 'Pérou' --on 2023",
        )

        (row,) = rows_of_conflicts()

        ways = "depositary member recode PER PE2 --on DAY. If not: depositary correct @14 distinct="
        assert ways in str(row["problem"])
        must("correct @14 distinct='A region of that name.' --because completed")
        assert rows_of_conflicts() == []

    @pytest.mark.usefixtures("register")
    def test_are_settled_by_a_change_of_code(self) -> None:
        """Then there is one."""
        must(
            "member apply PER --name Peru --on 2022",
            "member recode PER PE2 --on 2026",
            "member join PE3 --name Perou --on 2022 --distinct 'To be retracted.'",
            "retract @15 --reason 'It never joined.'",
        )

        assert rows_of_conflicts() == []


def rows_of_conflicts() -> list[dict[str, object]]:
    found = json.loads(typed("conflicts --format json").out)["rows"]
    assert isinstance(found, list)
    return found
