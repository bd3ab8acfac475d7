"""What people try is answered with what they mean: words, dates, tables, and names of members."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.acts.given_entries import refused, stored
from tests.infrastructure.cli.given import events, must, typed, words


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("member add KEN", "There is no command 'member add'. Use: depositary member join"),
        ("member list", "Use: depositary members"),
        ("meeting create 2026-1", "Use: depositary meeting convene"),
        ("text new mission.md", "Use: depositary text adopt"),
        ("gap show", "Use: depositary gaps"),
        ("contacts delete p-7kq2mzx4ab", "Use: depositary contacts erase"),
        ("undo", "There is no command 'undo': nothing is deleted. Never true: depositary retract"),
        ("delete @3", "A wrong value: depositary correct @POSITION FIELD=VALUE."),
        ("remove KEN", "or depositary member withdraw."),
        ("member delete KEN", "There is no command 'member delete': nothing is deleted."),
        ("list", "See what there is with: depositary members, depositary matrix"),
        ("show KEN", "all about one with: depositary history REFERENCE"),
        ("add", "Record with: depositary member join, depositary text adopt"),
        ("edit @3", "A wrong value is corrected with: depositary correct @POSITION FIELD=VALUE."),
        ("publish", "Who may see entries is said with: depositary show-to @POSITION public."),
        ("join KEN", "There is no command 'join'. Did you mean member join?"),
        ("open M-1", "Did you mean text open or meeting open?"),
        ("report statu", "There is no command 'report statu'. Did you mean report status?"),
        ("help member join", "Use: depositary member join --help"),
        ("help report status", "Use: depositary report --help"),
        ("help me", "Use: depositary --help"),
        ("member zzz", "There is no command 'member zzz'."),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_the_command(line: str, said: str) -> None:
    """Nobody knows all names of a program that is used twice a year."""
    found = typed(line)

    assert (found.code, found.out) == (2, "")
    assert said in found.err


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("03/04/2026", "'03/04/2026' could be 2026-03-04 or 2026-04-03; write the one that is"),
        ("3.4.2026", "could be 2026-03-04 or 2026-04-03"),
        ("25/04/2026", "Write '25/04/2026' as 2026-04-25: a date begins with its year."),
        ("04-25-2026", "Write '04-25-2026' as 2026-04-25"),
        ("04/04/2026", "Write '04/04/2026' as 2026-04-04"),
        ("32/13/2026", "Expected a day that exists"),
    ],
)
@pytest.mark.parametrize("line", ["sign KEN MISSION --on", "members --on", "members --known"])
@pytest.mark.usefixtures("register")
def test_a_date_that_may_be_two_names_both(day: str, said: str, line: str) -> None:
    """It is never guessed which of them is meant."""
    found = typed(f"{line} {day}")

    assert (found.code, len(events())) == (2, 12)
    assert said in found.err


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from members", "no such table: members. Did you mean current_members, member"),
        ("select * from members", "All tables and columns: depositary schema tables"),
        ("select * from current_member", "Did you mean current_members"),
        ("select m.naem from current_members m", "Did you mean name"),
        ("select visiblity from event", "Did you mean visibility?"),
        ("select * from zzzz", "no such table: zzzz. All tables and columns: depositary schema"),
        ("selct 1", 'SQLite says: near "selct": syntax error.'),
    ],
)
def test_a_table_or_column_that_is_not_there_is_answered_with_likely_ones(
    sql: str, said: str
) -> None:
    """Analysts come with names in their heads."""
    found = words("query", sql)

    assert found.code == 2
    assert said in found.err


@pytest.mark.usefixtures("register")
class TestNames:
    @pytest.mark.parametrize("name", ["Atlantis", "ATLANTIS", "atlantis", "atl", "ATL"])
    def test_of_members_are_taken_where_codes_are(self, name: str) -> None:
        """Also with accents, in capitals, or a former one."""
        assert stored(f"member rename {name} 'Côte dAtlantis' --on 2026-02-01") == 1
        assert stored("member suspend 'cote dAtlantis' --on 2026-03-01") == 1
        assert stored(f"member reinstate {name} --on 2026-04-01") == 1
        assert typed(f"history {name}").out == typed("history ATL").out

    def test_are_customary_ones_of_a_country_too(self) -> None:
        """In its languages, and only of one that is a member; a new member gets its code."""
        assert stored("member suspend 'Republic of Kenya' --on 2026-03-01") == 1
        assert stored("member join Belgique --name 'Kingdom of Belgium' --on 2026-03-01") == 1

        assert "BEL" in typed("members").out
        said = refused("member suspend France --on 2026-03-01")
        assert "'France' is a name of FRA (France), which is no member in this register." in said

    @pytest.mark.slow
    def test_are_taken_by_questions_and_reports(self) -> None:
        """And by the list of what is chosen."""
        must(
            "report profile Atlantis --output profile.html",
            "report publish profile Kenya --form json",
            "taskforce scale OGP Completion limited complete --high complete",
            "export workbook Kenya --output kenya.xlsx",
            "gaps --member kenya",
            "actions --owner 'The chair'",
        )

        assert (Path("register.published") / "GTF-profile-KEN").is_dir()
        assert stored("show-to public --member Atlantis --member KEN") == 7

    def test_are_never_guessed_by_spelling(self) -> None:
        """A likely one is asked for, and nothing is recorded."""
        assert "Did you mean ATL (Atlantis)?" in refused("sign 'Atlantis Isle' MISSION --on 2026")
        assert "There is no member 'Atlantsi'" in refused("sign Atlantsi MISSION --on 2026")

    def test_of_several_are_asked_for(self) -> None:
        """Two islands may be called alike."""
        must("member join OTH --name Atlantis --on 2026-01-01 --distinct 'The other island.'")

        said = typed("sign Atlantis MISSION --on 2026-02-01")

        assert (said.code, len(events())) == (2, 13)
        assert "'Atlantis' is the name of several members: ATL, OTH. Write the code." in said.err
