"""Facts that are found out late, typed and imported in any order: the same answers."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed

TEXT = "1. We report every year.\n2. We share what works.\n"
NATURE = "--legal-nature treaty"
SPELLS = (
    "SELECT from_day, standing FROM membership m JOIN member ON member.id = m.member_id "
    "WHERE code = 'ZUB' AND known_to IS NULL AND audience_to = 2 ORDER BY from_day"
)


@pytest.fixture(autouse=True)
def body(once: Once) -> Path:
    """Begin a register in which ATL is a member since 1980, with a treaty PA and a text M."""
    return once(begin).parent


def begin() -> None:
    Path("one.md").write_text("The parties report every year.", encoding="utf-8")
    Path("two.md").write_text(TEXT, encoding="utf-8")
    must(
        "--actor p-tester init . --code EXT --name Exercise --nature exercise",
        "member join ATL --name Atlantis --on 1980",
        f"text adopt one.md --reference PA --title Treaty --on 1980-06-01 {NATURE}",
        "text adopt two.md --reference M --title Mission --on 1980-06-01",
    )


def row(line: str, member: str = "ATL") -> Mapping[str, object]:
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    rows = json.loads(said.out)["rows"]
    return next((each for each in rows if each.get("member") == member), {"standing": "none"})


def standing(text: str, on: str) -> object:
    return row(f"status {text} --on {on}")["standing"]


def problems() -> Sequence[str]:
    said = typed("conflicts --format json")
    return [str(each["problem"]) for each in json.loads(said.out)["rows"]]


class TestSignedLate:
    """A signature of 2016 that is found out after the withdrawal of 2020 ended with it."""

    CONSENT = "consent ATL PA acceptance --deposited-on 2016-09-03 --in-force-on 2016-11-04"
    WITHDRAWAL = "withdraw ATL PA --of participation --on 2020-11-04"
    SIGNATURE = "sign ATL PA --on 2016-04-22"

    @pytest.mark.parametrize("order", list(permutations((CONSENT, WITHDRAWAL, SIGNATURE))))
    def test_is_a_former_party_in_any_order(self, order: Sequence[str]) -> None:
        must(*order)

        found = row("status PA --on 2020-12-01")

        assert (found["standing"], found["withdrawn"]) == ("former_party", "participation")
        assert standing("PA", "2020-11-03") == "party"
        assert standing("PA", "2016-09-02") == "signatory"
        assert problems() == []

    def test_an_ending_that_ends_nothing_yet_says_so_until_it_does(self) -> None:
        said = typed(self.WITHDRAWAL)

        assert said.code == 0
        assert "nothing that this ends is on record" in said.err
        assert "ends nothing that is recorded" in problems()[0]
        must(self.SIGNATURE)
        assert problems() == []


class TestSpells:
    """Out and in again: five facts of one member, or five of one treaty."""

    MEMBERSHIP = (
        "join,ZUB,1990-01-01",
        "leave,ZUB,1995-01-01",
        "join,ZUB,2000-01-01",
        "leave,ZUB,2005-01-01",
        "join,ZUB,2010-01-01",
    )
    STRETCHES = (
        ("1989-12-31", "none"),
        ("1990-01-01", "active"),
        ("1994-12-31", "active"),
        ("1995-01-01", "withdrawn"),
        ("1999-12-31", "withdrawn"),
        ("2000-01-01", "active"),
        ("2004-12-31", "active"),
        ("2005-01-01", "withdrawn"),
        ("2009-12-31", "withdrawn"),
        ("2010-01-01", "active"),
    )

    def as_command(self, fact: str) -> str:
        act, code, on = fact.split(",")
        name = "--name Zubrowka" if act == "join" else ""
        return f"member {'join' if act == 'join' else 'withdraw'} {code} {name} --on {on}"

    def stretches(self) -> Iterator[tuple[str, object]]:
        for on, _ in self.STRETCHES:
            yield on, row(f"members --on {on}", "ZUB")["standing"]

    def spells(self) -> Sequence[tuple[str, str]]:
        """Return the standings of the member in the tables, each with the day it begins."""
        said = typed(shlex.join(["query", SPELLS, "--format", "json"]))
        return [(each["from_day"], each["standing"]) for each in json.loads(said.out)["rows"]]

    def must_come_out(self, order: Sequence[int], *, as_file: bool) -> None:
        """Enter the facts in an order, and compare the days on which each standing begins."""
        facts = [self.MEMBERSHIP[n] for n in order]
        if as_file:
            named = [fact + (",Zubrowka" if fact.startswith("join") else ",") for fact in facts]
            rows = "\n".join(["act,member,on,name", *named]) + "\n"
            Path("spells.csv").write_text(rows, encoding="utf-8")
            must("import spells.csv")
        left = [] if as_file else [self.as_command(fact) for fact in facts]
        for _ in facts:
            left = [line for line in left if typed(line).code]  # and tried again after the others
        assert left == []
        assert self.spells() == list(self.STRETCHES[1::2])
        assert problems() == []

    @pytest.mark.slow
    @pytest.mark.in_part(1)
    @pytest.mark.parametrize("as_file", [False, True], ids=["commands", "rows"])
    @pytest.mark.parametrize("order", [(4, 3, 2, 1, 0)])
    def test_come_out_in_any_order(self, order: Sequence[int], *, as_file: bool) -> None:
        """Three memberships and two gaps."""
        self.must_come_out(order, as_file=as_file)
        assert list(self.stretches()) == list(self.STRETCHES)

    @pytest.mark.slow
    @pytest.mark.parametrize("as_file", [False, True], ids=["commands", "rows"])
    @pytest.mark.parametrize("order", list(permutations(range(5))))
    def test_come_out_in_all_orders(self, order: Sequence[int], *, as_file: bool) -> None:
        """All 120, at both doors."""
        self.must_come_out(order, as_file=as_file)

    def test_an_earlier_spell_of_a_treaty_is_entered_after_a_later_one(self) -> None:
        must(
            "consent ATL PA accession --deposited-on 1990-01-01 --until 1995-01-01",
            "withdraw ATL PA --of participation --on 1989-01-01",
            "consent ATL PA accession --deposited-on 1985-11-10",
        )

        days = ("1985-11-10", "1989-01-01", "1990-01-01", "1995-01-01")
        assert [standing("PA", day) for day in days] == [
            "contracting_party",
            "none",
            "contracting_party",
            "none",
        ]

    def test_what_lacks_its_end_is_refused_with_what_is_missing(self) -> None:
        must("consent ATL PA accession --deposited-on 1990-01-01")

        said = typed("consent ATL PA accession --deposited-on 1985-01-01")

        assert said.code == 1
        assert "ATL has consented to be bound already" in said.err

    def test_a_member_that_left_and_acted_later_came_back(self) -> None:
        """The re-entry is the missing fact, and is recorded with the leaving."""
        must("sign ATL PA --on 2001-01-01")

        refused = typed("member withdraw ATL --on 1995-01-01")
        must("member withdraw ATL --on 1995-01-01 --rejoined 2000-01-01")

        assert "came back (rejoined)" in refused.err
        assert row("members --on 1996-01-01")["standing"] == "withdrawn"
        assert row("members --on 2001-01-01")["standing"] == "active"


class TestPartly:
    """A text was signed but for one commitment, left, and that one turns out to be signed too."""

    def test_the_late_signature_of_the_rest_ended_too(self) -> None:
        must(
            "sign ATL M --excepting M-2 --on 2005-01-01",
            "withdraw ATL M --on 2010-01-01",
            "sign ATL M --excepting M-1 --on 2004-01-01",
        )

        assert standing("M-2", "2009-12-31") == "signatory"
        assert standing("M-2", "2011-01-01") == "former_signatory"


class TestWords:
    def test_provisional_application_ends_by_its_own_word(self) -> None:
        must(
            "consent ATL PA provisional_application --deposited-on 2007-01-01",
            "withdraw ATL PA --of provisional_application --on 2009-01-01",
            "consent ATL PA ratification --deposited-on 2008-01-01 --in-force-on 2008-06-01",
        )

        assert standing("PA", "2007-06-01") == "contracting_party"
        assert standing("PA", "2009-06-01") == "party"

    def test_without_ratification_it_leaves_the_signature(self) -> None:
        must(
            "sign ATL PA --on 2006-01-01",
            "consent ATL PA provisional_application --deposited-on 2007-01-01",
            "withdraw ATL PA --of provisional_application --on 2009-01-01",
        )

        found = row("status PA --on 2009-06-01")

        assert (found["standing"], found["withdrawn"]) == ("signatory", "provisional_application")
        assert "What was withdrawn" in typed("status PA --on 2009-06-01").out

    def test_a_definitive_signature_is_withdrawn_as_consent(self) -> None:
        must(
            "sign ATL PA --on 2006-01-01 --kind definitive_signature --in-force-on 2006-06-01",
            "withdraw ATL PA --of consent --on 2009-01-01",
        )

        assert standing("PA", "2009-06-01") == "former_party"
