"""A wording, or a commitment of a text, that is recorded after what members did with the text."""

import json
import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed

SIGNATURE = "sign ATL M --on 2022-01-01"
WORDINGS = tuple(
    f"commitment amend M-1 --version {number} --text 'Words of {year}.' --on {year}-05-01"
    for number, year in ((2, 2021), (3, 2023))
)
OTHER = "M-1: ATL signed version {version}, but other words stood on that day."
COMMAND = re.compile(r"depositary (correct @\d+ on=[0-9-]+ --only)")


@pytest.fixture(autouse=True)
def body(once: Once) -> Path:
    """Begin a register in which ATL and five others are members since 2019, with a text M."""
    return once(begin).parent


def begin() -> None:
    Path("two.md").write_text("1. We report.\n2. We share.\n", encoding="utf-8")
    must(
        "--actor p-tester init . --code EXT --name Exercise --nature exercise",
        "member join ATL --name Atlantis --on 2019",
        "text adopt two.md --reference M --title Mission --on 2019-06-01",
    )


def version(commitment: str = "M-1") -> object:
    rows = json.loads(typed(f"status {commitment} --format json").out)["rows"]
    return next(each["version"] for each in rows if each["member"] == "ATL")


def problems() -> Sequence[str]:
    rows = json.loads(typed("conflicts --format json").out)["rows"]
    return [f"{each['about']}: {each['problem']}" for each in rows]


@pytest.mark.parametrize("order", list(permutations((SIGNATURE, *WORDINGS))))
def test_a_signature_is_of_the_words_of_its_day_or_told(order: Sequence[str]) -> None:
    """And what is told resolves it, so that the order of entry changes no answer."""
    said = [typed(line).err for line in order]
    told = problems()

    assert (version() == "2") == (not told)
    assert ("other words stood" in "".join(said)) == bool(told)
    for problem in told:
        must(*COMMAND.findall(problem))
    assert (version(), problems()) == ("2", [])


@pytest.mark.parametrize(("day", "right"), [("2020-01-01", "1"), ("2024-01-01", "3")])
def test_a_corrected_day_brings_its_words_along(day: str, right: str) -> None:
    must(*WORDINGS, SIGNATURE, f"correct @8 on={day}")

    assert (version(), problems()) == (right, [])


@pytest.mark.slow
def test_a_wording_that_is_moved_leaves_nothing_unsaid() -> None:
    """Neither past a signature, nor before one."""
    must(*WORDINGS, SIGNATURE)
    first = "correct @6 on=2022-06-01"

    assert "other words stood" in typed(first).err
    assert problems()[0].startswith(OTHER.format(version=2))
    must(*COMMAND.findall(problems()[0]))
    assert (version(), problems()) == ("1", [])


@pytest.mark.parametrize("day", ["unknown", "2021", "<=2022"])
def test_nothing_is_told_where_the_day_does_not_say(day: str) -> None:
    must(f"sign ATL M --on '{day}'", *WORDINGS)

    assert problems() == []


YEARLY = (
    "yearly --due-on 2022-07-31 --period-from 2021-01-01 --period-until 2021-12-31 --on 2021-06-01"
)


class TestLateCommitment:
    LATE = "commitment adopt M-3 --instrument M --text 'We learn.' --on 2020-01-01"

    def test_says_who_signed_before_it_was_recorded(self) -> None:
        """It cannot know whether they signed it too, and a report would show an exception."""
        must(SIGNATURE)

        said = typed(self.LATE).err

        assert "M-3 was part of M by its day when ATL signed, and is not recorded as signed" in said
        assert "Reports are due" not in said
        must("sign ATL M --on 2022-01-01 --excepting M-1 --excepting M-2")
        assert (version("M-3"), problems()) == ("1", [])

    def test_looks_at_all_that_is_known(self) -> None:
        """Whoever excepted the first commitment signed the text, too."""
        must(f"{SIGNATURE} --excepting M-1", f"progress schedule M-2 {YEARLY}")

        said = typed(self.LATE).err

        assert "by its day when ATL signed" in said
        assert "Reports are due on M-2, and not on M-3." in said

    @pytest.mark.slow
    def test_counts_many(self) -> None:
        codes = ("UTO", "ERE", "RUR", "FRE", "LIL")
        must(*(f"member join {code} --name 'State {code}' --on 2019" for code in codes))
        must(SIGNATURE, *(f"sign {code} M --on 2022-02-01" for code in codes))

        assert "when ATL, UTO, ERE, RUR, FRE and 1 more signed" in typed(self.LATE).err

    @pytest.mark.parametrize(
        "before",
        [
            "sign ATL M --on 2019-12-31",
            "sign ATL M --on 2021-01-01 --until 2021-02-01",
            "commitment adopt N-1 --instrument M --text 'We meet.' --on 2020-01-01",
        ],
    )
    def test_says_nothing_where_nobody_could_have_meant_it(self, before: str) -> None:
        must(before)

        assert "by its day" not in typed(self.LATE).err

    def test_says_that_no_report_is_due_on_it(self) -> None:
        """Where reports are due on the others."""
        must(f"progress schedule M {YEARLY}")

        said = typed(self.LATE).err

        assert "Reports are due on M-1, and not on M-3. To have them: depositary progress " in said
        must(f"progress schedule M-3 {YEARLY}")


def test_what_was_added_since_is_no_exception_that_a_member_made() -> None:
    """A reader of the report learned that all who had signed refused it."""
    must("member join UTO --name Utopia --on 2019", SIGNATURE)
    Path("three.md").write_text("1. We report.\n2. We share.\n3. We help.\n", encoding="utf-8")
    must("text adopt three.md --reference M --title Mission --version 2 --on 2023-06-01")
    added = "Added on 2023-06-01: M-3; a signature from before does not reach it."
    assert added in typed("status M").out
    assert typed("").out.count("M Mission") == 1
    assert "Added on" in typed("report status M").out
    assert "Added" not in typed("status M --on 2023-05-31").out

    must(
        "sign ATL M --on 2023-07-01 --excepting M-1 --excepting M-2",
        "sign UTO M --on 2023-08-01 --excepting M-2",
    )

    assert "Added" not in typed("status M").out


def test_what_was_closed_before_is_no_exception_that_a_member_made() -> None:
    """Whoever signed after a commitment was replaced was said to have excepted it."""
    must(
        "commitment adopt M-3 --instrument M --text 'New words' --on 2023-06-01",
        "commitment supersede M-1 --by M-3 --on 2023-06-01",
        "member join UTO --name Utopia --on 2019",
        "sign UTO M --on 2023-06-01",
        "sign ATL M --on 2023-05-01 --excepting M-1",
    )
    rows = json.loads(typed("status M --format json").out)["rows"]
    assert {row["member"]: row["except"] for row in rows} == {"UTO": [], "ATL": ["M-1", "M-3"]}
    assert (
        "Not open since 2023-06-01: M-1; who signed since could not sign it."
        in typed("status M").out
    )

    year = typed("report annual 2023 --on 2023-12-31 --format markdown").out
    assert "| 1 June 2023 | signed | Utopia | Mission |" in year
    assert "has not signed" not in typed("report profile UTO --format markdown").out
    assert "has not signed" in typed("report profile ATL --format markdown").out
    must(
        "member join LAP --name Laputa --on 2019",
        "sign LAP M --on unknown --excepting M-1 --excepting M-3",
    )
    must("sign LAP M --on 2023-07-01 --excepting M-2")
    rows = json.loads(typed("status M --format json").out)["rows"]
    assert [row["except"] for row in rows if row["member"] == "LAP"] == [["M-1"]]


def test_what_was_closed_is_left_out_of_the_whole_for_signatures_alone() -> None:
    """Who withdrew from what was still open was said to have withdrawn from the whole text."""
    must(
        "member join UTO --name Utopia --on 2019",
        SIGNATURE,
        "commitment close M-2 --on 2023-03-01",
        "withdraw ATL M-1 --on 2023-05-01",
        "sign UTO M --on 2023 --excepting M-2",
    )

    year = typed("report annual 2023 --on 2024-12-31 --format markdown").out

    assert "| 1 May 2023 | withdrew | Atlantis | 1. We report |" in year
    assert "| 2023 | signed | Utopia | 1. We report |" in year
    assert "Not open since" not in typed("status M").out


def test_what_was_replaced_after_it_was_closed_was_closed_before() -> None:
    """The day of the replacement stood for that of the closing, and made an exception of it."""
    must(
        "member join UTO --name Utopia --on 2019",
        "commitment close M-2 --on 2023-01-01",
        "text adopt two.md --reference N --title Note --on 2019-06-01",
        "commitment close N-1 --on 2023-01-01",
        "sign UTO M --on 2024-03-01",
        "commitment adopt M-3 --instrument M --text 'Meet.' --on 2025-01-01",
        "commitment supersede M-2 --by M-3 --on 2025-01-01",
    )

    rows = json.loads(typed("status M --format json").out)["rows"]

    assert [row["except"] for row in rows if row["member"] == "UTO"] == [["M-3"]]
    assert "Not open since 2023-01-01: M-2;" in typed("status M").out
    year = typed("report annual 2024 --on 2024-12-31 --format markdown").out
    assert "| 1 March 2024 | signed | Utopia | Mission |" in year


ONE = "text adopt one.md --reference T --title Pact --legal-nature treaty --yes --on 2020-01-01"


@pytest.mark.slow
def test_who_accedes_could_accede_to_what_is_closed_for_signature() -> None:
    """What it left out was no exception of it, though another member acceded to that."""
    Path("one.md").write_text("We report.\n", encoding="utf-8")
    must(
        "member join UTO --name Utopia --on 2019",
        ONE,
        "commitment adopt T-2 --instrument T --text 'We share.' --on 2020-01-01",
        "commitment adopt T-3 --instrument T --text 'We meet.' --on 2020-01-01",
        "commitment close T-2 --on 2020-03-01",
        "consent ATL T-3 accession --deposited-on 2020-04-01",
        "consent UTO T-2 accession --deposited-on 2020-04-01",
    )

    rows = json.loads(typed("status T --format json").out)["rows"]

    excepted = {row["member"]: row["except"] for row in rows}
    assert excepted == {"ATL": ["T", "T-2"], "UTO": ["T", "T-3"]}
    assert "Not open since" not in typed("status T").out


@pytest.mark.slow
def test_a_whole_text_is_not_said_by_the_name_of_its_first_commitment() -> None:
    """Both have the reference T, and the report said that a member signed the first alone."""
    Path("one.md").write_text("We report.\n", encoding="utf-8")
    must(
        ONE,
        "commitment adopt T-2 --instrument T --text 'We share.' --on 2020-01-01",
        "sign ATL T --on 2020-02-01",
    )

    year = typed("report annual 2020 --on 2020-12-31 --format json").out

    (subjects,) = re.findall(r'"subjects": (\[[^]]*\])', year)
    assert json.loads(subjects) == ["T", "T-2"]
