"""What was meant is asked, and for a file of wrong names only as long as it takes little."""

import pytest

from domain import suggestions
from domain.suggestions import closest, few_suggestions, near, near_name


def test_a_whole_word_is_meant_before_what_looks_alike() -> None:
    """An objection is the opposite of what who writes "declaration" means."""
    kinds = ["reservation", "interpretative_declaration", "objection"]

    assert near("Declaration", kinds) == ["interpretative_declaration"]


def test_asks_for_names_that_look_alike() -> None:
    """Large and small letters are the same; what is not alike is not named."""
    assert near("ken", ["KEN", "KAN", "GHA"]) == ["KEN", "KAN"]
    assert near("ken", lambda: iter(["KEN"])) == ["KEN"]


@pytest.mark.parametrize(
    "said", ["Duchy of Grand Fenwick", "Grand Fenwick", "grand fenwick, duchy of"]
)
def test_a_name_may_be_meant_that_lists_write_the_other_way_round(said: str) -> None:
    """A member was recorded a second time, since its name stood with a comma in the first list."""
    for name in ("Grand Fenwick, Duchy of", "Duchy of Grand Fenwick"):
        assert near_name(said, ["Utopia", name, "A, B, C"]) == [name]


def test_looks_at_so_many_letters_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand wrong rows and a hundred thousand names would take a day."""
    monkeypatch.setattr(suggestions, "MOST", 5)

    def known() -> list[str]:
        asked.append(1)
        return ["KEN"]

    asked = list[int]()
    with few_suggestions():
        found = [near("kem", known) for _ in range(4)]
        names = closest("kem", ["ken"], most=3, alike=0.6)

    assert found == [["KEN"], ["KEN"], [], []]
    assert names == []
    assert len(asked) == 2  # what there is was not even asked for
    assert near("kem", known) == ["KEN"]
