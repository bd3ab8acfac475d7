"""A body that works in two languages is called in each as was recorded, in all that people read."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, files, mail, sent, text

GROUP = "Groupe de travail mondial"
NAME = f"taskforce name fr '{GROUP}'"
ANNUAL = "report annual 2026 --language fr"
OFFICIAL = "Global Taskforce"
CALENDAR = "export calendar --language fr"
COLON = "\N{NO-BREAK SPACE}:"
EXERCISE = f"EXERCICE{COLON} "


@pytest.mark.usefixtures("register")
class TestDocuments:
    @pytest.mark.parametrize("form", ["html", "markdown", "text"])
    @pytest.mark.parametrize("report", ["annual 2026", "profile ATL", "status MISSION"])
    def test_have_the_recorded_name(self, report: str, form: str) -> None:
        """In the title, below it, and in the sentence about the issuer."""
        must(NAME)

        said = " ".join(typed(f"report {report} --language fr --format {form}").out.split())

        assert GROUP in said
        assert OFFICIAL not in said

    @pytest.mark.slow
    def test_for_office_programs_have_it_in_their_properties(self) -> None:
        must(NAME, *(f"{ANNUAL} --output annual.{each}" for each in ("docx", "xlsx")))

        for name in ("annual.docx", "annual.xlsx"):
            assert GROUP in ZipFile(name).read("docProps/core.xml").decode()
            parts = [each for each in ZipFile(name).namelist() if each.endswith(".xml")]
            assert not [each for each in parts if OFFICIAL in ZipFile(name).read(each).decode()]

    def test_in_other_languages_and_data_keep_the_name_of_its_founding(self) -> None:
        must(NAME)

        for line in ("report annual 2026", f"{ANNUAL} --format json"):
            said = typed(line).out
            assert (OFFICIAL in said, GROUP in said) == (True, False)

    def test_in_english_have_an_english_name_of_a_body_that_has_another(self) -> None:
        must(f"taskforce name en '{GROUP}'")

        assert GROUP in typed("report annual 2026").out

    def test_are_recorded_once(self) -> None:
        """A shorter name beside the same one is news; so is the same after another one."""
        must(NAME, f"{NAME} --short-name Groupe", NAME, "taskforce name fr Force", NAME)

        said = typed(NAME)

        assert said.code == 1
        assert said.err == (
            f"depositary: The body is called '{GROUP}' in the language fr already.\n"
        )

    @pytest.mark.slow
    def test_follow_both_clocks_corrections_and_retractions(self) -> None:
        must(f"{NAME} --on 2026-02-01", "taskforce name fr 'Le Groupe' --on 2026-05-01")
        later = typed(f"{ANNUAL} --on 2026-06-01").out
        earlier = typed(f"{ANNUAL} --on 2026-03-01").out
        must("correct @13 'name=La Force'", "retract @14 --reason 'It was another body.'")

        assert ("Le Groupe" in later, GROUP in earlier) == (True, True)
        assert "La Force" in typed(ANNUAL).out

    @pytest.mark.slow
    def test_that_are_published_have_it_in_the_title_on_record_and_in_the_list(self) -> None:
        must(NAME, "report publish annual 2026 --language fr --form html")

        assert GROUP in typed("report list").out
        (folder,) = Path("register.published").glob("GTF-annual-*")
        assert "byte for byte" in typed(f"report reproduce {folder}").out

    @pytest.mark.slow
    def test_tell_only_what_their_audience_may_know(self) -> None:
        must(f"{NAME} --visibility secretariat")

        assert OFFICIAL in typed(ANNUAL).out
        assert GROUP in typed(f"{ANNUAL} --audience secretariat").out

    def test_have_a_members_name_where_the_body_has_the_same(self) -> None:
        """A member is named more often than the body is."""
        must(
            f"member join GTG --name '{OFFICIAL}' --kind treaty_body --on 2026-03-01",
            "member name GTG fr 'Un membre'",
            NAME,
        )

        assert "Un membre" in typed("members --language fr").out


@pytest.mark.usefixtures("register")
class TestAnswers:
    @pytest.mark.slow
    def test_are_as_they_were(self) -> None:
        """They name the body by its code; a removed name is none."""
        must(NAME, "expunge @13 --reason court_order --authority 'High Court' --yes")

        assert OFFICIAL in typed(ANNUAL).out
        assert "is called" in typed("log").out

    def test_are_for_analysts_too(self) -> None:
        must(NAME)

        found = typed("query 'select language, name from body_names' --format json").out

        assert [row["name"] for row in json.loads(found)["rows"]] == [GROUP]

    def test_overview(self) -> None:
        must(NAME)

        assert GROUP in typed("--language fr").out

    @pytest.mark.slow
    def test_calendars_have_the_short_name_in_that_language(self) -> None:
        """In their entries, too; the full name where no shorter one is recorded."""
        must(
            "meeting convene 2026-1 ordinary_session --on 2026-02-14",
            "correct @1 'short_name=The Taskforce' --because completed",
        )
        before = typed(CALENDAR).out
        must(NAME)
        full = typed(CALENDAR).out
        must("correct @15 short_name=Groupe --because completed")
        short = typed(CALENDAR).out

        names = ("The Taskforce", GROUP, "Groupe")
        for said, name in zip((before, full, short), names, strict=True):
            assert f"X-WR-CALNAME:{EXERCISE}{name}\r\n" in said
            assert f"SUMMARY:{EXERCISE}{name}{COLON}" in said.replace("\r\n ", "")

    def test_calendars_keep_a_short_name_that_is_the_code(self) -> None:
        """It may stand anywhere as the code."""
        must("correct @1 short_name=GTF --because completed", NAME)

        assert f"{EXERCISE}GTF\r\n" in typed(CALENDAR).out


@pytest.mark.slow
def test_letters_and_what_goes_with_them_have_the_recorded_name(busy: Path) -> None:
    """The sender, too."""
    must(NAME)
    mail(f'{SETTINGS}\n\n[languages]\nKEN = "fr"')

    must("run-due")

    found = sent()
    for each in found.values():
        said = " ".join(text(each).split())
        assert (GROUP in said, OFFICIAL in said) == (True, False)
        assert GROUP in str(each["From"])
    (content,) = files(found["reminder"]).values()
    Path("sent.xlsx").write_bytes(content)
    assert GROUP in ZipFile("sent.xlsx").read("xl/sharedStrings.xml").decode()
    (calendar,) = files(found["invitation"]).values()
    assert f"X-WR-CALNAME:{EXERCISE}{GROUP}" in calendar.decode()
    assert busy.exists()


@pytest.mark.slow
def test_own_templates_have_the_recorded_name(busy: Path) -> None:
    must(NAME)
    mail(f'{SETTINGS}\n\n[languages]\nKEN = "fr"', templates=True)
    Path("looks/letter.txt").write_text("Subject: {{ subject }}\n{{ body }}\n", encoding="utf-8")

    must("run-due")

    assert [text(each).strip() for each in sent().values()] == [GROUP] * len(sent())
    assert busy.exists()
