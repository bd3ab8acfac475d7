"""Search: words are found as people meant them, and nothing is found for whom it is not."""

import pytest

from application.entries import amending
from application.questions.log.search import search
from domain.errors import Malformed
from domain.values import Source, Visibility
from tests.application.questions.conftest import once
from tests.application.questions.given import BODY, CLERK, PLEDGE, SECRET, TODAY, Clerk, ask


@once()
def told(new: Clerk) -> None:
    new.on_day("2026-02-01")
    new.found()
    new.join("ATL", "Federation of Atlantis")
    new.adopt(PLEDGE, "P-1")
    new.context = CLERK._replace(note="By letter, été of the year.", source=Source(title="Letter"))
    new.sign("ATL", PLEDGE, "2026-03-01")


def found(clerk: Clerk, words: str, **asked: str) -> list[object]:
    audience = Visibility(asked.pop("audience", "members"))
    answer = search(clerk.tables, ask(**asked, audience=audience), words, TODAY)
    return [row["position"] for row in answer.rows]


def test_finds_words_whatever_their_case_and_accents(told: Clerk) -> None:
    """Nobody types the accents of another language."""
    assert found(told, "ETE") == [5]
    assert found(told, "federation") == [2]
    assert found(told, "fédération atlantis") == [2]


def test_finds_phrases_and_beginnings(told: Clerk) -> None:
    """A phrase narrows, and the beginning of a word widens."""
    assert found(told, '"of the year"') == [5]
    assert found(told, '"year of the"') == []
    assert found(told, "lett*") == [5]
    assert found(told, "let") == []
    assert found(told, '"the year') == [5]


@pytest.mark.in_part(5)
@pytest.mark.parametrize(
    "words", ['a" OR "b', "x AND (", "NEAR(a b", "note:x", "^a", "-a", "a\0b", "col : *a", '"" a']
)
def test_takes_whatever_is_typed(told: Clerk, words: str) -> None:
    """The language of the index is nobody's but the index's."""
    assert found(told, words) == []


@pytest.mark.parametrize("words", ["", "***", '" "', "a " * 31, "a" * 501])
def test_needs_a_word_and_not_too_many(told: Clerk, words: str) -> None:
    """A question about nothing is a slip."""
    with pytest.raises(Malformed):
        search(told.tables, ask(), words, TODAY)


def test_shows_where_it_stands(told: Clerk) -> None:
    """A row alone does not say why it was found."""
    told.adopt("LONG", "L-1")
    told.correct(2, name="One two three four five six seven eight nine ten eleven twelve Atlantis")

    pieces = [row["snippet"] for row in search(told.tables, ask(), "nine", TODAY).rows]
    first = search(told.tables, ask(), '"one two"', TODAY).rows[0]["snippet"]

    assert pieces == ["One two three four five six seven eight [nine] ten eleven twelve Atlantis"]
    assert first == "[One] [two] three four five six seven eight nine …"
    assert search(told.tables, ask(), "thirteen", TODAY).rows == []


def test_says_what_was_replaced_and_what_is_a_remark(told: Clerk) -> None:
    """The history keeps what was corrected; a reader must not take it for the fact."""
    told.context = CLERK
    told.correct(2, name="Kingdom of Atlantis")
    told.record(lambda r: amending.retract(r, ["@5"], "A letter that never came."))

    rows = search(told.tables, ask(), "atlantis", TODAY).rows

    assert [(row["position"], row["state"]) for row in rows] == [(6, "stands"), (2, "replaced")]
    letters = search(told.tables, ask(), "letter", TODAY).rows
    assert {row["position"]: row["state"] for row in letters} == {5: "replaced", 7: "remark"}
    earlier = search(told.tables, ask(known="@5"), "atlantis", TODAY).rows
    assert [(row["position"], row["state"]) for row in earlier] == [(2, "stands")]


def test_ranks_more_hits_in_a_shorter_text_first(told: Clerk) -> None:
    """What is about the word comes before what mentions it."""
    told.context = CLERK._replace(note="A letter among many other words that are said here.")
    told.join("ERE", "Erewhon")
    told.context = CLERK._replace(note="Letter, letter.")
    told.join("UTO", "Utopia")

    assert found(told, "letter") == [7, 5, 6]


def test_tells_how_many_more_there_are(told: Clerk) -> None:
    """A short list must not look like all of it."""
    answer = search(told.tables, ask(), "p-1", TODAY, 1)

    assert answer.facts["found"] == 2
    assert len(answer.rows) == 1
    assert answer.notes[0].startswith("There are 1 more")


def test_finds_only_what_an_audience_may_see(told: Clerk) -> None:
    """A search is a door like any other."""
    told.context = SECRET
    told.join("LAP", "Laputa the hidden")

    assert found(told, "hidden", audience="secretariat") == [6]
    assert found(told, "hidden") == []
    assert found(told, "letter", audience="public") == []


def test_does_not_find_a_reason_by_its_words_for_whom_it_is_not(told: Clerk) -> None:
    """Who may see that an entry was retracted may not guess why by searching."""
    told.record(lambda r: amending.retract(r, ["@5"], "The stamp was forged."), SECRET)

    assert found(told, "forged", audience="secretariat") == [6]
    assert found(told, "forged") == []


def test_leaves_out_what_had_not_begun(told: Clerk) -> None:
    """With a day it is about that day, as in a history."""
    assert found(told, "letter", day="2026-02-01") == []
    assert found(told, "letter", day="2026-03-01") == [5]


def test_says_how_many_there_are(told: Clerk) -> None:
    """Rows may be fewer."""
    answer = search(told.tables, ask(), "letter", TODAY)

    assert answer.facts == {"taskforce": BODY, "words": "letter", "found": 1}
