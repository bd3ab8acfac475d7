"""From what was asked to a day and a position, or to a sentence that says what was wrong."""

import pytest

from application.questions.asking.ask import as_of, banners_of
from domain.errors import Malformed, Refused, UnknownReference
from tests.application.questions.given import BODY, TODAY, Clerk, ask


class TestAsOf:
    def test_is_today_and_now_by_default(self, clerk: Clerk) -> None:
        """Most people ask for what holds now."""
        at = as_of(clerk.tables, ask(), TODAY)

        assert (at.on, at.known, at.position, at.unfinished) == (TODAY, "2026-12-01", 8, True)

    def test_knows_at_the_end_of_a_day(self, clerk: Clerk) -> None:
        """What is recorded in the evening was known on that day."""
        clerk.on_day("2026-02-10")
        clerk.join("RUR", "Ruritania")

        assert as_of(clerk.tables, ask(known="2026-02-09"), TODAY).position == 8
        assert as_of(clerk.tables, ask(known="2026-02-10"), TODAY).position == 9
        assert not as_of(clerk.tables, ask(known="2026-02-10"), TODAY).unfinished
        assert as_of(clerk.tables, ask(known="2026-12-01"), TODAY).unfinished

    def test_knows_at_a_position(self, clerk: Clerk) -> None:
        """A position names one state for ever."""
        at = as_of(clerk.tables, ask(known="@3"), TODAY)

        assert (at.position, at.known, at.unfinished) == (3, "@3", False)
        assert at.recorded_at is not None
        assert at.recorded_at.isoformat() == "2026-01-10T12:00:00+00:00"

    @pytest.mark.parametrize("known", ["@0", "@9", "2026-01-09"])
    def test_refuses_what_was_not_recorded(self, clerk: Clerk, known: str) -> None:
        """An empty answer would say that nobody signed."""
        with pytest.raises(Refused):
            as_of(clerk.tables, ask(known=known), TODAY)

    def test_says_that_the_register_is_empty(self, new: Clerk) -> None:
        """Then no day would help."""
        assert as_of(new.tables, ask(), TODAY).position == 0
        with pytest.raises(Refused, match="by 2026-01-01: the register is empty"):
            as_of(new.tables, ask(known="2026-01-01"), TODAY)

    @pytest.mark.parametrize("known", ["", "soon", "2026-01", "unknown", "9999-12-31"])
    def test_reads_one_day_only(self, clerk: Clerk, known: str) -> None:
        """The register knew different things on different days of a month."""
        with pytest.raises(Malformed, match=r"a day \(2026-03-05\) or a position"):
            as_of(clerk.tables, ask(known=known), TODAY)

    @pytest.mark.parametrize("known", ["@", "@x", "@٣", "@" + "9" * 5000])
    def test_reads_positions_in_plain_digits(self, clerk: Clerk, known: str) -> None:
        """Anything else is a typing error."""
        with pytest.raises(Malformed, match="a position such as @42"):
            as_of(clerk.tables, ask(known=known), TODAY)


class TestNature:
    def test_marks_an_exercise(self, clerk: Clerk) -> None:
        """Made-up members must never be taken for governments."""
        at = as_of(clerk.tables, ask(), TODAY)

        assert banners_of(clerk.tables, BODY, at) == ["EXERCISE: members and acts are made up."]

    def test_leaves_a_real_body_unmarked(self, clerk: Clerk) -> None:
        """A mark on everything is read by nobody."""
        clerk.found("REAL", "real")
        at = as_of(clerk.tables, ask(), TODAY)

        assert banners_of(clerk.tables, "REAL", at) == []

    def test_names_bodies_that_look_alike(self, clerk: Clerk) -> None:
        """A typing error should cost one look."""
        at = as_of(clerk.tables, ask(), TODAY)

        with pytest.raises(UnknownReference, match="Did you mean EXT"):
            banners_of(clerk.tables, "EXR", at)
