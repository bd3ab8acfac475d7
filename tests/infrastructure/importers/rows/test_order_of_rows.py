"""What comes of a file does not depend on the order of its rows."""

import random
from itertools import islice, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.infrastructure.importers.given import Office, office
from tests.infrastructure.importers.rows.given import COLUMNS, Cells, facts, row, table, told
from tests.often import every, often

SPELLS = (
    row("j1", "join", "1990", member="ATL", name="Atlantis"),
    row("l1", "leave", "1995", member="ATL"),
    row("j2", "join", "2000", member="ATL", name="Atlantis"),
    row("l2", "leave", "2005", member="ATL"),
    row("j3", "join", "2010", member="ATL", name="Atlantis"),
)


@pytest.mark.slow
def test_all_orders_of_five_facts_are_one_membership(tmp_path: Path) -> None:
    """110 of these 120 orders were refused when rows were judged one by one."""
    for number, order in enumerate(islice(permutations(SPELLS), 0, None, every(20))):
        folder = tmp_path / str(number)
        folder.mkdir()
        with office(folder) as each:
            each.set_up()
            each.do(table(*order))
            standings = [
                _standing(each, f"{year}-06-01") for year in (1989, 1993, 1998, 2003, 2008, 2013)
            ]
        assert standings == ["none", "active", "withdrawn", "active", "withdrawn", "active"]


def _standing(office_: Office, on: str) -> str:
    rows = office_.read_model.members("TF", office_.as_of(on))
    return next((row.standing for row in rows if row.member == "ATL"), "none")


CODES = st.sampled_from(("KEN", "ATL", "ERE", "ZUB"))
DAYS = st.sampled_from(("2019", "2021-01-01", "2021-06", "2022-03-01", "2023-01-01", "2024-05-05"))
TEXTS = st.sampled_from(("T", "C1", "I", "X"))


@st.composite
def any_row(draw: st.DrawFn) -> Cells:
    """Draw a row that may be right or wrong."""
    member, on, text = draw(CODES), draw(DAYS), draw(TEXTS)
    made: tuple[Cells, ...] = (
        row("", "join", on, member=member, name=f"Land of {member}"),
        row("", "leave", on, member=member),
        row("", "suspend", on, member=member),
        row("", "reinstate", on, member=member),
        row("", "apply", on, member=member, name=f"Land of {member}"),
        row("", "sign", on, member=member, instrument=text, name=f"Land of {member}"),
        row("", "sign", on, member=member, instrument=text, kind="signature_ad_referendum"),
        row("", "confirm", on, member=member, commitment=text),
        row("", "consent", member=member, commitment=text, kind="accession", deposited_on=on),
        row("", "withdraw", on, member=member, commitment=text, of="signature"),
        row("", "withdraw", on, member=member, commitment=text, of="consent"),
        row(
            "",
            "adopt",
            on,
            instrument="I",
            commitment=draw(st.sampled_from(("N1", "N2"))),
            text="X",
        ),
        row("", "close_commitment", on, commitment=text),
        row("", "gap", on, member=member, gap="G", area="other", text="None"),
        row("", "close_gap", on, member=member, gap="G", law="Act 5"),
    )
    return draw(st.sampled_from(made))


def test_a_row_that_is_bad_by_itself_does_not_spoil_another(tmp_path: Path) -> None:
    """It would be refused first, too, so the other is no rival."""
    rows = [
        row("a", "join", "2019", member="KEN", name="Kenya"),
        row("b", "join", "2010", member="KEN", name="Kenya", until="2012"),
    ]
    with office(tmp_path) as opened:
        opened.set_up()

        told_of = [problem.row for problem in opened.do(csv(rows), dry_run=True).problems]

    assert told_of == [2]


def test_a_row_that_is_refused_also_when_it_is_first_has_no_rival(tmp_path: Path) -> None:
    """It was before the text of its commitment, whatever another row says of that commitment."""
    adopted = {"instrument": "I", "commitment": "N1", "text": "X"}
    rows = [row("a", "adopt", "2022-03-01", **adopted), row("b", "adopt", "2019", **adopted)]
    with office(tmp_path) as opened:
        opened.set_up()

        report = opened.do(csv(rows), dry_run=True)

    assert told(report, *rows) == {"b": "Its text I was adopted on 2020 only, not by 2019."}


def test_two_that_say_the_same_are_both_bad_also_where_they_had_to_wait(tmp_path: Path) -> None:
    """Neither end is better than the other, and a third row lets both of them in."""
    leaves = [row(n, "leave", "2019", member="ATL") for n in ("a", "b")]
    rows = [*leaves, row("c", "join", "2021", member="ATL", name="Atlantis")]
    with office(tmp_path) as opened:
        opened.set_up()

        told_of = [problem.row for problem in opened.do(csv(rows), dry_run=True).problems]

    assert told_of == [2, 3]


@pytest.mark.slow
def test_what_ends_on_a_text_and_on_its_commitment_on_one_day_may_be_in_any_order(
    tmp_path: Path,
) -> None:
    """The text ends what is left."""
    ended = {"member": "ATL", "of": "signature"}
    rows = [
        row("j", "join", "2019", member="ATL", name="Atlantis"),
        row("s", "sign", "2020-02", member="ATL", instrument="I"),
        row("c", "withdraw", "2021-06", commitment="C1", **ended),
        row("t", "withdraw", "2021-06", commitment="I", **ended),
    ]
    with office(tmp_path) as opened:
        opened.set_up()

        for order in permutations(rows):
            assert opened.do(csv([*order]), dry_run=True).problems == []


@pytest.mark.slow
def test_the_bad_rows_are_the_same_in_every_order(tmp_path: Path) -> None:
    """A file that is sorted anew is the same file."""
    with office(tmp_path) as opened:
        opened.set_up()

        @settings(max_examples=often(100))
        @given(st.lists(any_row(), min_size=2, max_size=14), st.randoms(use_true_random=False))
        def holds(rows: list[Cells], chance: random.Random) -> None:
            numbered = [each | {"row_id": str(number)} for number, each in enumerate(rows)]
            shuffled = chance.sample(numbered, len(numbered))
            one = opened.do(csv(numbered), dry_run=True)
            other = opened.do(csv(shuffled), dry_run=True)

            assert sorted(told(one, *numbered)) == sorted(told(other, *shuffled))
            assert facts(one) == facts(other)

        holds()


def csv(rows: list[Cells]) -> str:
    """Write rows with a column `law` too."""
    names = f"{COLUMNS},law".split(",")
    return "\n".join([",".join(names), *(",".join(r.get(n, "") for n in names) for r in rows)])
