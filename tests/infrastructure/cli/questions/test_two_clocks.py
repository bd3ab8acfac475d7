"""Both clocks at the door: what held on a day, and what the register knew of it when."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")
STANDINGS = ("signatory", "former_signatory", "none")
DATES = ("signed_on", "deposited_on", "in_force_on", "withdrawn_on")


def asked(line: str) -> Mapping[str, object]:
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    answer = json.loads(said.out)
    assert isinstance(answer, dict)
    return answer


def row_of(answer: Mapping[str, object], member: str) -> Mapping[str, object]:
    rows = answer["rows"]
    assert isinstance(rows, list)
    return next(row for row in rows if row["member"] == member)


def _text() -> None:
    Path("kenya").mkdir()
    Path("kenya/text.md").write_text("We act together.", encoding="utf-8")


class TestKenya:
    """The worked example of the design, typed as commands."""

    @pytest.fixture(autouse=True)
    def kenya(self, once: Once) -> None:
        """Sign with a wrong day (@5), mend it (@6), withdraw (@7)."""
        once(
            _text,
            "--actor p-tester init kenya --code TF --name Taskforce --nature exercise",
            "--store kenya/register.db --actor p-tester member join KEN --name Kenya --on 2022-06",
            "--store kenya/register.db --actor p-tester text adopt kenya/text.md "
            "--reference PLEDGE --title Pledge --as-one-commitment --on 2026-01-10",
            "--store kenya/register.db --actor p-tester sign KEN PLEDGE --on 2026-01-15",
            "--store kenya/register.db --actor p-tester correct @5 on=2026-01-20",
            "--store kenya/register.db --actor p-tester withdraw KEN PLEDGE --on 2026-06-01",
        )

    @pytest.mark.parametrize(
        ("known", "day", "standing"),
        [
            ("@5", "2026-01-16", "signatory"),
            ("@5", "2026-01-25", "signatory"),
            ("@6", "2026-01-16", "none"),
            ("@6", "2026-01-25", "signatory"),
            ("@7", "2026-05-31", "signatory"),
            ("@7", "2026-06-01", "former_signatory"),
        ],
    )
    def test_had_kenya_signed(self, known: str, day: str, standing: str) -> None:
        """One register gives six right answers, because it never forgets what it thought."""
        line = f"--store kenya/register.db --taskforce TF status PLEDGE --on {day} --known {known}"

        answer = asked(line)

        assert row_of(answer, "KEN")["standing"] == standing
        assert (answer["on"], answer["known"], answer["position"]) == (day, known, int(known[1:]))

    def test_shows_the_correction_in_the_history(self) -> None:
        """A reader must see that a day was corrected, when, and what it was before."""
        said = typed("--store kenya/register.db history PLEDGE")

        assert "corrects @5" in said.out
        assert "2026-01-15" in said.out
        assert "2026-01-20" in said.out


class TestKnown:
    def test_before_the_first_entry_asks_whether_on_was_meant(self) -> None:
        """The two clocks are confused most easily here."""
        said = typed("status MISSION --known 2020-01-01")

        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("depositary: Nothing was recorded by 2020-01-01: the first entr")
        assert said.err.endswith("did you mean --on 2020-01-01?\n")

    @pytest.mark.parametrize("position", ["@0", "@999", "@999999999999999999"])
    def test_after_the_last_position(self, position: str) -> None:
        """A position that is not there yet would name another state tomorrow."""
        said = typed(f"members --known {position}")

        assert (said.code, said.out) == (1, "")
        assert said.err == (
            f"depositary: There is no entry {position}: the log has the positions @1 to @12.\n"
        )

    @pytest.mark.parametrize("blank", [" {}", "{} ", "{}\t", "{}\n"])
    @pytest.mark.parametrize("line", ["members", "report status MISSION"])
    def test_is_a_day_also_with_a_blank_beside_it(self, line: str, blank: str) -> None:
        """As it is copied from a cell: it was an unexpected error."""
        day = datetime.now(UTC).date().isoformat()

        plain = typed(f"{line} --known {day}")

        assert (plain.code, plain.err) == (0, "")
        assert typed(f"{line} --known '{blank.format(day)}'") == plain

    @pytest.mark.parametrize(
        "known",
        ["tomorrow", "2026-03", "unknown", "20260305", "9999-12-31", "0001-01-01", "<=2026-01-01"],
    )
    def test_is_one_day_or_a_position(self, known: str) -> None:
        """A guess at what was meant would answer another question."""
        said = typed(f"members --known '{known}'")

        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("depositary: Expected a day (2026-03-05) or a position (@42)")

    def test_empty_is_not_now(self) -> None:
        """An unset variable in a script must not silently ask for today."""
        assert typed("members --known ''").code == 2

    @pytest.mark.parametrize("known", ["@", "@x", "@-1", "@1.5", "@٣", "@" + "9" * 5000])
    def test_reads_positions_in_plain_digits(self, known: str) -> None:
        """Whatever stands behind the @, there is a sentence."""
        said = typed(f"members --known {known}")

        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("depositary: Expected a position such as @42, not ")

    def test_says_that_a_day_is_not_over(self) -> None:
        """More may be recorded by the end of that day, so the answer may change."""
        for line in ("members", "members --known 2199-12-31"):
            assert ", a day that is not over (entry 12)" in typed(line).out
        assert "not over" not in typed("members --known @9").out


class TestOn:
    @pytest.mark.parametrize("day", ["2022-06", "2022", "unknown", "<=2022-06-02"])
    def test_is_one_day(self, day: str) -> None:
        """Who stands where can be said for a day, not for a month."""
        said = typed(f"status MISSION --on '{day}'")

        assert (said.code, said.out) == (2, "")
        assert "Expected a day such as 2022-06-02, not" in said.err

    @pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-01-01", "today"])
    def test_is_a_day_that_exists(self, day: str) -> None:
        """A typing error must not move an act by two thousand years."""
        asked = f"status MISSION --on '{day}'", "Invalid value for '--on': Expected a "
        signed = f"sign KEN MISSION --on '{day}'", "--on: Expected a "
        for line, sentence in (asked, signed):
            said = typed(line)

            assert (said.code, said.out) == (2, "")
            assert f"Error: {sentence}" in said.err


class TestStatusInJson:
    def test_has_the_promised_form(self) -> None:
        """Programs of others are written against these names."""
        answer = asked("status MISSION --on 2026-01-16")

        assert list(answer) == [
            "instrument",
            "commitment",
            "position",
            "recorded_at",
            "on",
            "zone",
            "known",
            "audience",
            "banners",
            "counts",
            "rows",
        ]
        assert (answer["instrument"], answer["commitment"]) == ("MISSION", None)
        assert answer["counts"] == dict(zip(STANDINGS, (2, 0, 0), strict=True))
        assert str(answer["recorded_at"]).endswith("Z")

    def test_gives_each_date_with_its_first_and_last_day(self) -> None:
        """A month must not be taken for a day, nor null for never."""
        must("withdraw ATL MISSION --on 2026-06")

        row = row_of(asked("status MISSION-1 --on 2026-07-01"), "ATL")

        assert {f"{d}{end}" for d in DATES for end in ("", "_earliest", "_latest")} <= set(row)
        assert row["standing"] == "former_signatory"
        assert row["withdrawn_on"] == "2026-06"
        assert row["withdrawn_on_earliest"] == "2026-06-01"
        assert row["withdrawn_on_latest"] == "2026-06-30"
        assert [row[f"deposited_on{end}"] for end in ("", "_earliest", "_latest")] == [None] * 3

    def test_says_unknown_as_null(self) -> None:
        """That somebody signed on an unknown day is no date."""
        must("member join ERE --name Erewhon --on 2022-06", "sign ERE MISSION --on unknown")

        row = row_of(asked("status MISSION"), "ERE")

        assert row["standing"] == "signatory"
        assert [row[f"signed_on{end}"] for end in ("", "_earliest", "_latest")] == [None] * 3

    def test_counts_every_standing_of_a_treaty(self, folder: Path) -> None:
        """A standing that nobody has is 0, not missing."""
        (folder / "treaty.md").write_text("A treaty.", encoding="utf-8")
        must(
            "text adopt treaty.md --reference TREATY --title T --legal-nature treaty --on 2026",
            "consent ATL TREATY ratification --deposited-on 2026-03-01 --in-force-on 2026-04-01",
        )

        answer = asked("status TREATY --on 2026-05-01")

        counts = answer["counts"]
        assert isinstance(counts, dict)
        assert {name: n for name, n in counts.items() if n} == {"party": 1, "none": 1}
        assert len(counts) > len(STANDINGS)
        assert answer["banners"] == ["EXERCISE: members and acts are made up."]
