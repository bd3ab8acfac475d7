"""What was meant is asked, and for a file of wrong names only as long as it takes little."""

import pytest

from domain import suggestions
from domain.suggestions import closest, few_suggestions, near


def test_a_whole_word_is_meant_before_what_looks_alike() -> None:
    """An objection is the opposite of what who writes "declaration" means."""
    kinds = ["reservation", "interpretative_declaration", "objection"]

    assert near("Declaration", kinds) == ["interpretative_declaration"]


def test_asks_for_names_that_look_alike() -> None:
    """Large and small letters are the same; what is not alike is not named."""
    assert near("ken", ["KEN", "KAN", "GHA"]) == ["KEN", "KAN"]
    assert near("ken", lambda: iter(["KEN"])) == ["KEN"]


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
