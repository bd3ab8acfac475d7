"""The workbook of one member: what it shows, and when there is none."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from infrastructure.importers.workbooks.sheet_writer import LONGEST
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.stories.member_book import (
    BESIDE,
    DUE,
    NEVER,
    RETURNED,
    begin,
    exported,
)


@pytest.fixture
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


def parts(name: str = "atl.xlsx") -> Iterator[str]:
    with ZipFile(name) as file:
        for each in sorted(file.namelist()):
            if each.startswith("xl/worksheets/sheet"):
                yield file.read(each).decode()


@pytest.mark.usefixtures("begun")
class TestShows:
    def test_what_was_returned_and_why(self) -> None:
        """The member must not have to look for the reviewer's letter."""
        found = exported()

        about = found.about(RETURNED)
        assert (about["act"], about["entry"], about["scale"]) == ("correct_report", "@19", "")
        assert found.told(RETURNED, "Why it was returned") == "20 August 2026: Say which law."
        said = "Limited, as of 15 July 2026\nThe law is in force."
        assert found.told(RETURNED, "That report") == said
        assert not found.of(RETURNED, "stage")

    def test_what_is_due_and_what_else_binds(self) -> None:
        """A report that nobody asked for is welcome, too."""
        found = exported()

        titles = [found.about(n)["kind"] for n in range(4)]
        assert titles == [
            "Commitment 1: Report that was returned to you",
            "Commitment 1: Report due by 31 January 2027",
            "Commitment 2: Report, if you have something to say",
            "Commitment 3: Report, if you have something to say",
        ]
        assert found.told(DUE, "Period") == "1 July 2026 to 31 December 2026"
        assert found.about(BESIDE)["row_id"] == "workbook:ATL/MISSION-2/after-21"
        assert found.about(NEVER)["row_id"] == "workbook:ATL/MISSION-3/after-0"
        assert found.told(NEVER, "Your last report") == ""

    @pytest.mark.slow
    def test_each_commitment_by_its_number_with_the_words_that_were_signed_once(self) -> None:
        """A member reports on the text that it signed, not on a later one."""
        Path("long.md").write_text("1. We will " + "share " * 7_000 + "all.\n", encoding="utf-8")
        must(
            "commitment amend MISSION-2 --version 2 --text 'We share all.' --on 2026-06-01",
            "text adopt long.md --reference LONG --title Long --on 2026-06-01",
            "sign ATL LONG --on 2026-06-02",
        )

        found = exported().lines

        headings = [each["kind"] for each in found if re.fullmatch(r"\w+ \d", each.get("kind", ""))]
        words = [each["answer"] for each in found if each.get("kind") == "Wording"]
        assert len(headings) <= len(words)
        assert words[:2] == ["We will act together.", "We will share what works."]
        assert words[-1].startswith("We will share share")
        assert len(words[-1]) == LONGEST
        assert words[-1].endswith("…")

    def test_instructions_first_then_a_page_a_commitment_with_hidden_and_locked_columns(
        self,
    ) -> None:
        """Nobody is to see, or to change, what the program reads it by."""
        exported()
        first, second, _ = parts()

        assert "sheetProtection" not in first
        assert "<sheetProtection" in second
        assert '<rowBreaks count="3"' in second
        assert re.search(r'<col min="5" max="17" [^>]*hidden="1"', second)
        assert '<row r="1" spans="1:17" hidden="1">' in second

    @pytest.mark.slow
    def test_the_name_that_the_member_has_now(self) -> None:
        """It changed it, and knows that."""
        must("member rename ATL 'New Atlantis' --on 2026-06")
        exported()
        must("export workbook ATL --on 2026-05-01 --output then.xlsx")

        texts = [ZipFile(name).read("xl/sharedStrings.xml") for name in ("atl.xlsx", "then.xlsx")]
        assert b"Reports of New Atlantis to Global Taskforce" in texts[0]
        assert b"Reports of Atlantis to Global Taskforce" in texts[1]

    def test_the_same_bytes_for_the_same_day(self) -> None:
        """Who compares two files must see no difference that is none."""
        must("export workbook atl --on 2026-08-25 --output one.xlsx")
        exported()

        assert Path("one.xlsx").read_bytes() == Path("atl.xlsx").read_bytes()

    def test_the_scale_that_the_text_is_reported_on_in_its_newest_version(self) -> None:
        """Another scale of the body is for other texts, or for who assesses it."""
        must(
            "taskforce scale OGP Completion none 'some = Partly' all --version 2",
            "taskforce scale OTHER Maturity low high",
            "progress assess ATL MISSION-1 low --scale OTHER --assessor Uni --confidence low "
            "--method Review --on 2026-02-01",
        )

        found = exported()

        named = [(found.about(n)["scale"], found.about(n)["scale_version"]) for n in range(4)]
        assert named == [("", ""), *[("OGP", "2")] * 3]
        assert '"Partly": "some"' in found.of(NEVER, "assessment")[0]["means"]
        assert '"Limited": "limited"' in found.of(RETURNED, "assessment")[0]["means"]

    def test_values_of_one_name_are_told_apart(self) -> None:
        """Two words of a list that are the same cannot be chosen between."""
        must("taskforce scale OGP Completion 'a = Some' 'b = Some' c --version 2")

        means = exported().of(NEVER, "assessment")[0]["means"]

        assert means.startswith('{"Some (a)": "a", "Some (b)": "b", "C": "c", ')

    def test_a_level_called_like_what_stands_beside_every_scale_is_told_apart(self) -> None:
        """That the commitment does not apply is no level, whatever a scale calls its own."""
        label = "The commitment does not apply to us"
        must(f"taskforce scale OGP Completion 'a = {label}' c --version 2")

        means = exported().of(NEVER, "assessment")[0]["means"]

        assert means.startswith(f'{{"{label} (a)": "a", "C": "c", ')
        assert f'"{label}": "not_applicable"' in means


class TestRefuses:
    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("NOBODY", "There is no member 'NOBODY'"),
            ("ATL --audience public", "so it is never public"),
            ("LAP", "LAP is bound by no commitment"),
        ],
    )
    @pytest.mark.usefixtures("begun")
    def test_what_would_be_no_workbook(self, line: str, sentence: str) -> None:
        """Nothing half-done is written."""
        must("member join LAP --name Laputa --on 2026-03")

        said = typed(f"export workbook {line} --output f.xlsx")

        assert said.code == 1
        assert sentence in said.err
        assert not Path("f.xlsx").exists()

    def test_without_a_scale(self) -> None:
        """There would be nothing to choose from."""
        must(
            "init . --code GTF --name Force --nature exercise",
            "member join ATL --name Atlantis --on 2026",
        )

        said = typed("export workbook ATL --output f.xlsx")

        assert "Register one: depositary taskforce scale" in said.err
