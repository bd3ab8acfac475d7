"""Names themselves stand as they were recorded; that another member has one, too, is noted."""

import shlex
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_recorded_names import NAMES


@pytest.mark.usefixtures("register")
class TestNamesThemselves:
    @pytest.mark.slow
    def test_stand_as_recorded_in_every_language(self) -> None:
        """Nobody recorded that it joined under the name that it has in another language."""
        must(
            "member name ATL fr 'la Grande Atlantide'",
            "member name ATL en 'Great Atlantis'",
            "member rename ATL 'New Atlantis' --on 2026-04-01",
            "member apply UTO --name Utopia --on 2026-04-02",
            "member name UTO fr Utopie --on 2026-04-02",
        )

        french, english = typed("log --language fr").out, typed("log").out

        assert "ATL est devenu membre sous le nom Atlantis  " in french
        assert "ATL joined as Atlantis  " in english
        assert "ATL porte désormais le nom New Atlantis  " in french
        assert "ATL is now called New Atlantis  " in english
        assert "UTO a présenté sa candidature sous le nom Utopia  " in french

    def test_a_document_says_no_name_twice(self) -> None:
        """“New Atlantis is now called New Atlantis” told nobody anything."""
        must("member rename ATL 'New Atlantis' --on 2026-04-01")

        brief = " ".join(typed("report brief").out.split())

        assert "New Atlantis took this name" in brief
        assert "is now called" not in brief

    @pytest.mark.slow
    def test_that_others_have_in_another_language_are_not_looked_up_again(self) -> None:
        """“Congo” is one member in French, and the official name of another."""
        must(
            "member join UTO --name Atlantide --on 2026-02-01 --distinct 'Another island.'",
            "member name ATL fr Atlantide --on 2026-03-01",
            "member name UTO fr Utopie --on 2026-03-01",
        )

        profile = typed("report profile ATL --language fr").out
        log = typed("log --language fr").out

        assert profile.startswith("Profil\N{NO-BREAK SPACE}: Atlantide\n")
        assert "ATL porte le nom Atlantide dans la langue fr" in log


@pytest.mark.usefixtures("register")
class TestNamesOfOthers:
    @pytest.mark.parametrize(
        "line",
        [
            "member name KEN fr Atlantide",
            "member name KEN es atlantis",
            "member rename KEN Atlantide --on 2026-04-01",
            "member rename KEN ATL --on 2026-04-01",
            "member name ATL fr 'République du Kenya' --on 2026-04-01",
        ],
    )
    def test_are_noted(self, line: str) -> None:
        """Both may be right, as with Congo; who mistyped a code hears of it at once."""
        must(*NAMES)

        said = typed(line)

        assert said.code == 0
        told = " ".join(said.err.split())
        *_, name = shlex.split(line.removesuffix(" --on 2026-04-01"))
        other = "KEN (Republic of Kenya)" if "name ATL" in line else "ATL (Atlantis)"
        assert f"'{name}' is a name or a code of {other}, too." in told
        assert "correct or retract the entry" in told

    def test_are_noted_in_rows(self) -> None:
        """Also between two of them, before anything is recorded."""
        Path("rows.csv").write_text(
            "act,member,name,language,on\n"
            "join,UTO,Utopia,,2026-01-20\nname,ATL,Utopia,fr,2026-02-01\n",
            encoding="utf-8",
        )

        said = typed("import rows.csv --dry-run")

        assert "'Utopia' is a name or a code of UTO (Utopia), too." in " ".join(said.err.split())

    def test_are_not_its_own(self) -> None:
        """A member may have one name in several languages, and take an earlier one again."""
        must(*NAMES)

        for line in ("member name ATL en Atlantide", "member rename KEN Kenya --on 2026-05-01"):
            said = typed(line)
            assert (said.code, "a name or a code of" in said.err) == (0, False)


@pytest.mark.usefixtures("register")
class TestNamesWithoutLetters:
    @pytest.mark.parametrize(
        "line",
        [
            "member join UTO --name 8 --on 2026-04-01",
            "member apply UTO --name 8 --on 2026-04-01",
            "member rename KEN 8 --on 2026-04-01",
            "member name KEN fr 8",
            "correct @2 name=8",
        ],
    )
    def test_are_refused_at_every_door(self, line: str) -> None:
        """A running number taken for a name would be printed as one for ever."""
        said = typed(line)

        assert (said.code, said.out) == (2, "")
        assert "'8' has no letter, so it is not the name of a member." in said.err

    def test_are_refused_in_rows(self) -> None:
        """With the row and the column."""
        Path("rows.csv").write_text("act,member,name,on\njoin,UTO,8,2026-01-20\n")

        said = typed("import rows.csv --dry-run")

        assert "Row 2, column 'name', value '8': '8' has no letter, so it is" in said.err
