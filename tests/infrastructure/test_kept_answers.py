"""What is compared with an older version, and what may differ."""

import pytest

from tests.infrastructure.kept_answers import Kept, Meant, Place, Row, Told, differences, needless

WAS: Row = {"member": "ATL", "standing": "signatory", "signed_on": "2016-04-22"}
OTHER: Row = {"member": "ERE", "standing": "signatory", "signed_on": "2016"}
LINE = "status PA --on 2020-12-01 --known @9"
KEPT: Kept = {
    "rows": [WAS, OTHER],
    "answers": {
        LINE: {"position": 9, "rows": [0, 1], "counts": {"signatory": 2, "former_party": 0}}  # type: ignore[typeddict-unknown-key]  # a head has keys of its own
    },
}
LEFT = {**WAS, "standing": "former_party"}
PLACE = Place("LATE", "status PA", "ATL", since="2020-11-04", known_from=9)
MEANT: Meant = {PLACE: {"standing": "former_party"}}


def told(*rows: Row, signatory: int = 2, former_party: int = 0) -> Told:
    counts = {"signatory": signatory, "former_party": former_party}
    return {"position": 9, "counts": counts, "rows": list(rows)}


def found(now: Told, meant: Meant) -> str:
    return "\n".join(differences("LATE", KEPT, lambda _: now, meant))


def test_the_same_answer_agrees() -> None:
    """In any order of rows, and with more said of each."""
    assert not found(told(OTHER, {**WAS, "until": None}), {})


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (told(LEFT, OTHER), "ATL was"),
        (told(WAS), "ERE is missing"),
        (told(WAS, OTHER, {"member": "ZUB"}), "ZUB is new"),
        (told(WAS, OTHER, signatory=3), "its head was"),
        (told({"member": "ATL", "standing": "signatory"}, OTHER), "ATL was"),
    ],
)
def test_another_answer_is_found(now: Told, words: str) -> None:
    """With the question and what is other."""
    said = found(now, {})

    assert said.startswith(f"LATE: {LINE}: ")
    assert words in said


def test_what_is_meant_may_differ_and_moves_the_counts() -> None:
    """In that field alone."""
    assert not found(told(LEFT, OTHER, signatory=1, former_party=1), MEANT)
    assert "its head was" in found(told(LEFT, OTHER), MEANT)
    assert "ATL was" in found(told({**LEFT, "signed_on": None}, OTHER), MEANT)


def test_what_is_meant_must_be_so() -> None:
    """A list of exceptions that nobody needs would hide the next mistake."""
    assert "ATL was" in found(told(WAS, OTHER), MEANT)


@pytest.mark.parametrize(
    "place",
    [
        PLACE._replace(question="status M"),
        PLACE._replace(since="2020-12-02"),
        PLACE._replace(until="2020-11-30"),
        PLACE._replace(known_from=10),
    ],
)
def test_what_is_meant_elsewhere_excuses_nothing_here(place: Place) -> None:
    """Each place is listed with its days."""
    meant: Meant = {place: {"standing": "former_party"}}

    assert "ATL was" in found(told(LEFT, OTHER), meant)
    assert needless("LATE", KEPT, meant) == [place]


def test_what_is_meant_is_needed_where_it_was_otherwise() -> None:
    """What was answered so already is no exception, and other bodies have lists of their own."""
    assert not needless("LATE", KEPT, MEANT)
    assert not needless("EXT", KEPT, MEANT)
    assert needless("LATE", KEPT, {PLACE: {"standing": "signatory"}}) == [PLACE]


def test_a_row_may_be_meant_to_go_or_to_come() -> None:
    """As a member does that is entered under one code only."""
    gone: Meant = {PLACE._replace(row="ERE"): None}
    come: Meant = {PLACE._replace(row="ZUB"): {"member": "ZUB", "standing": "signatory"}}
    zub: Row = {"member": "ZUB", "standing": "signatory", "signed_on": None}

    assert not found(told(WAS, signatory=1), gone)
    assert not found(told(WAS, OTHER, zub, signatory=3), come)
    assert "ZUB is missing" in found(told(WAS, OTHER), come)


def test_entries_and_other_rows_have_names() -> None:
    """An entry is named by its position, whatever stands before it."""
    rows: list[Row] = [{"position": 7, "what": "A"}, {"about": "BRO"}]
    kept: Kept = {"rows": rows, "answers": {"conflicts": {"position": 9, "rows": [0, 1]}}}
    meant: Meant = {
        Place("LATE", "conflicts", "@7"): {"what": "B"},
        Place("LATE", "conflicts", "#2"): {"about": "RUR"},
    }
    now: Told = {"position": 9, "rows": [{"position": 7, "what": "B"}, rows[1], {"about": "RUR"}]}

    assert not differences("LATE", kept, lambda _: now, meant)
