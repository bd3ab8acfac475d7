"""A member's name in another language is what was recorded; a customary one only where none is."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, files, mail, sent, text

CUSTOMARY = "Aucun nom dans cette langue n'est enregistré pour "
NEW = "member rename KEN 'Republic of Kenya' --on 2026-02-01"
NAMES = (
    NEW,
    "member name KEN fr 'République du Kenya'",
    "member name ATL fr Atlantide --on 2026-03-01",
)
MEMBERS = "members --language fr"


@pytest.mark.usefixtures("register")
class TestAnswers:
    def test_have_the_recorded_name_and_say_which_are_only_customary(self) -> None:
        """A name is not silently ours; who records it takes it out of the note."""
        must(NEW)
        before = typed(MEMBERS).out
        must(*NAMES[1:])
        after = typed(MEMBERS).out

        assert "  Kenya  " in before
        assert f"{CUSTOMARY}Kenya\N{NO-BREAK SPACE}; le nom d'usage est employé." in before
        assert "  République du Kenya  " in after
        assert "  Atlantide  " in after
        assert CUSTOMARY not in after

    def test_are_told_without_a_day_where_none_is_known(self) -> None:
        """“Atlantide, unknown” is no name."""
        said = typed("member name ATL fr Atlantide")

        assert said.out.endswith("  ATL is called Atlantide in the language fr\n")

    def test_of_past_days_have_the_first_name_though_it_was_recorded_without_a_day(self) -> None:
        """A later one with a day holds from that day on, also today."""
        must("member name ATL fr Atlantide", "member name ATL fr Poséidonie --on 2026-03-01")

        assert "Atlantide" in typed(f"{MEMBERS} --on 2026-02-28").out
        assert "Posé" in typed(f"{MEMBERS} --on 2026-03-01").out
        assert "Posé" in typed(MEMBERS).out

    def test_of_other_languages_keep_the_official_name(self) -> None:
        """So do data for programs, in whatever language one speaks."""
        must(*NAMES, "member name KEN es 'República de Kenia'")

        assert "  Republic of Kenya  " in typed("members").out
        told = typed(f"{MEMBERS} --format json").out
        assert [row["name"] for row in json.loads(told)["rows"]] == [
            "Atlantis",
            "Republic of Kenya",
        ]
        assert "Republic of Kenya" in typed(f"{MEMBERS} --format csv").out

    @pytest.mark.slow
    def test_in_english_have_the_english_name_of_a_body_that_keeps_its_record_otherwise(
        self,
    ) -> None:
        """There are no customary ones: nobody knows which language the official names have."""
        must("member rename ATL Atlantide --on 2026-03-01", "member name ATL en 'New Atlantis'")

        said = typed("members")

        assert "  New Atlantis  " in said.out
        assert "  Kenya  " in said.out
        assert "Atlantide" not in said.out
        assert "Atlantide" in typed("members --format json").out
        assert "\nNew Atlantis " in typed("report annual 2026").out

    def test_follow_both_clocks(self) -> None:
        """What held then, and what was known then; before the first name, the first one."""
        must(*NAMES, "member name ATL fr 'Nouvelle-Atlantide' --on 2026-05-01")

        assert "  Atlantide  " in typed(f"{MEMBERS} --on 2026-01-16").out
        assert "  Atlantide  " in typed(f"{MEMBERS} --on 2026-04-30").out
        assert "  Nouvelle-Atlantide  " in typed(f"{MEMBERS} --on 2026-05-01").out
        assert "  Atlantis  " in typed(f"{MEMBERS} --on 2026-05-01 --known @14").out

    @pytest.mark.slow
    def test_follow_corrections_and_retractions(self) -> None:
        """A name is an entry like any other; without one the customary one stands in again."""
        must(*NAMES, "correct @14 'name=la République du Kenya'")
        corrected = typed(MEMBERS).out
        must("correct @15 language=es")
        moved = typed(MEMBERS).out
        must("retract @14 --reason 'It was another party.'")

        assert "  la République du Kenya  " in corrected
        assert "  Atlantis  " in moved
        assert f"{CUSTOMARY}Kenya" in typed(MEMBERS).out

    def test_tell_only_what_their_audience_may_know(self) -> None:
        """Who may not see the entry does not read the name."""
        must(NEW, "member name KEN fr Hidden --visibility secretariat")

        assert "Hidden" not in typed(MEMBERS).out
        assert "Hidden" in typed(f"{MEMBERS} --audience secretariat").out

    def test_go_on_under_another_code(self) -> None:
        """It is the same member, before and after."""
        must(*NAMES, "member recode ATL ATX --on 2026-06-01")

        assert "ATX   Atlantide" in typed(f"{MEMBERS} --on 2026-07-01").out

    def test_of_a_removed_name_are_as_if_there_were_none(self) -> None:
        """The bytes are gone."""
        must(*NAMES, "expunge @14 --reason court_order --authority 'High Court' --yes")

        assert f"{CUSTOMARY}Kenya" in typed(MEMBERS).out

    def test_of_every_entry_at_once_name_all_that_may_be_customary(self) -> None:
        """They are written before the last row is read."""
        must(NEW)

        assert f"{CUSTOMARY}Kenya" in typed("log --language fr").out

    @pytest.mark.slow
    def test_find_members_by_such_a_name(self) -> None:
        """Wherever a code is typed, and in rows."""
        must(*NAMES, "member name KEN sw 'Jamhuri ya Kenya'")
        Path("rows.csv").write_text(
            "act,member,on\nreinstate,Jamhuri ya Kenya,2026-09-01\n", encoding="utf-8"
        )

        must("member suspend 'république du kenya' --on 2026-07-01", "import rows.csv --dry-run")
        assert typed("history Atlantide").out == typed("history ATL").out

    def test_are_for_analysts_too(self) -> None:
        must(*NAMES)

        found = typed(
            "query 'select member, language, name from names_by_language' --format csv"
        ).out

        assert "\nKEN,fr,République du Kenya," in found
        assert "\nATL,fr,Atlantide," in found


@pytest.mark.usefixtures("register")
class TestDocuments:
    @pytest.mark.parametrize("form", ["html", "markdown", "text"])
    def test_have_the_recorded_name(self, form: str) -> None:
        must(*NAMES)

        said = typed(f"report annual 2026 --language fr --format {form}").out

        assert "République du Kenya" in said
        assert "Atlantide" in said
        assert "Atlantis" not in said
        assert CUSTOMARY not in said

    @pytest.mark.slow
    def test_say_of_which_members_they_have_a_customary_name(self) -> None:
        """Only of those that they speak of."""
        must(NEW, "member join DEU --name 'Federal Republic of Germany' --on 2026-03-01")

        about_all = typed("report annual 2026 --language fr").out
        about_one = typed("report profile ATL --language fr").out

        assert f"{CUSTOMARY}Allemagne et Kenya" in " ".join(about_all.split())
        assert CUSTOMARY not in about_one

    @pytest.mark.slow
    def test_as_data_are_the_same_in_every_language(self) -> None:
        """So a digest does not depend on who reads."""
        must(*NAMES, "member name ATL en 'New Atlantis'")

        english, french = (
            typed(f"report annual 2026 --format json --language {each}").out
            for each in ("en", "fr")
        )

        assert english == french
        assert "New Atlantis" not in english

    @pytest.mark.slow
    def test_published_before_stay_as_they_were(self) -> None:
        """They are of their position; a name that is recorded later is none of theirs."""
        must(NEW, "report publish annual 2026 --language fr --form html")
        must(*NAMES[1:])

        (folder,) = Path("register.published").glob("GTF-annual-*")
        said = typed(f"report reproduce {folder}")

        assert (said.code, "byte for byte" in said.out) == (0, True)

    def test_calendars_too(self) -> None:
        """Their description says which names are only customary."""
        line = "export calendar --on 2026-08-25 --language fr"
        must(
            NEW,
            "progress schedule MISSION-3.1 dates --due-on 2026-09-30 --period-from 2026-01-15 "
            "--period-until 2026-06-30 --on 2026-02-01",
        )
        before = typed(line).out.replace("\r\n ", "")
        must(*NAMES[1:])
        after = typed(line).out.replace("\r\n ", "")

        assert "(Kenya)" in before
        assert f"{CUSTOMARY}Kenya" in before
        assert "(République du Kenya)" in after
        assert CUSTOMARY not in after

    @pytest.mark.slow
    def test_workbooks_too(self) -> None:
        """The first sheet says whose it is, and where the name is only customary."""
        must(NEW, "taskforce scale OGP Completion limited complete --high complete")
        toml = Path("depositary.toml")
        toml.write_text(
            f'{toml.read_text(encoding="utf-8")}\n[languages]\nKEN = "fr"\nATL = "fr"\n',
            encoding="utf-8",
        )
        must("export workbook KEN --output before.xlsx", *NAMES[1:])
        must("export workbook KEN --output after.xlsx")

        before, after = (
            ZipFile(name).read("xl/sharedStrings.xml").decode()
            for name in ("before.xlsx", "after.xlsx")
        )
        assert "Rapports (Kenya) " in before
        assert CUSTOMARY in before
        assert "Rapports (République du Kenya) " in after
        assert CUSTOMARY not in after


@pytest.mark.slow
def test_letters_have_the_recorded_name(busy: Path) -> None:
    """And what goes with them."""
    must(*NAMES)
    mail(f'{SETTINGS}\n\n[languages]\nKEN = "fr"')

    must("run-due")

    found = sent()
    assert "d'inviter République du Kenya" in " ".join(text(found["invitation"]).split())
    assert "Atlantide" in text(found["notification"])
    assert "Atlantis" not in text(found["notification"])
    assert not [kind for kind, each in found.items() if CUSTOMARY in text(each)]
    ((name, content),) = files(found["reminder"]).items()
    assert "Republique-du-Kenya" in name
    Path("sent.xlsx").write_bytes(content)
    assert "République du Kenya" in ZipFile("sent.xlsx").read("xl/sharedStrings.xml").decode()
    assert busy.exists()


def test_a_member_that_does_not_belong_on_the_day_has_its_name_all_the_same(busy: Path) -> None:
    """It stands in the list of a text, whenever it came."""
    must("member name KEN fr 'République du Kenya'")

    said = typed("status MISSION --on 2000-01-01 --language fr").out
    practice = typed("gaps --by-area --language fr").out

    assert "Republic of Kenya" not in said + practice
    assert busy.exists()
