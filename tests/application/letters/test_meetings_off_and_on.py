"""Members hear that there is no meeting, or one after all; each once."""

from application.entries import amending
from tests.application.letters.given import ADA, BO, invitation, written
from tests.application.questions import given_meetings as g
from tests.application.questions.given import Clerk


class TestRetracted:
    """Whoever keeps the day free for a meeting that was entered by mistake hears of it, once."""

    def test_is_told_to_who_was_invited(self, met: Clerk) -> None:
        called = g.convene(met, "M-1", "2026-03-01")
        first = list(invitation(met).about)
        met.record(lambda r: amending.retract(r, [f"@{called}"], "Entered by mistake."))

        (letter,) = written(met, "2026-02-20", "invitation", told={ADA: first})

        assert letter.subject == "No meeting: ordinary session, 2026-03-01"
        assert letter.opening == (
            "You were invited to the ordinary session of Body EXT on 2026-03-01. It had been "
            "entered by mistake: there is no such meeting."
        )
        assert (letter.person, letter.meeting, letter.cancelled) == (ADA, "M-1", True)
        assert letter.answer == ["No answer is needed."]
        told = [*first, *letter.about]
        assert written(met, "2026-02-20", "invitation", told={ADA: told}) == []

    def test_but_not_where_the_day_is_over_or_it_was_cancelled(self, met: Clerk) -> None:
        called = g.convene(met, "M-1", "2026-03-01")
        first = list(invitation(met).about)
        met.record(lambda r: amending.retract(r, [f"@{called}"], "Entered by mistake."))

        ended = [*first, "invitation:M-1:cancelled"]
        assert written(met, "2026-03-02", "invitation", told={ADA: first}) == []
        assert written(met, "2026-02-20", "invitation", told={ADA: ended}) == []

    def test_nor_where_it_was_called_again_by_that_name(self, met: Clerk) -> None:
        called = g.convene(met, "M-1", "2026-03-01")
        first = list(invitation(met).about)
        met.record(lambda r: amending.retract(r, [f"@{called}"], "A wrong day."))
        g.convene(met, "M-1", "2026-03-08")

        assert [
            each.subject for each in written(met, "2026-02-20", told={ADA: first, BO: first})
        ] == [*("Changed invitation: ordinary session, 2026-03-08",) * 2]

    def test_is_told_with_the_day_to_which_it_was_moved(self, met: Clerk) -> None:
        """Whoever heard of the new day keeps that one free, when the first one is over."""
        called = g.convene(met, "M-1", "2026-02-15")
        moved = g.move(met, "M-1", "2026-03-20", "2026-02-10")
        g.convene(met, "M-2", "2026-02-15")
        g.move(met, "M-2", "2026-04-20", "2026-02-10")
        first = list(invitation(met).about)
        _retract(met, moved, called)

        subject = "No meeting: ordinary session, 2026-03-20"
        found = {day: _subjects(met, [*first], day) for day in ("2026-03-20", "2026-03-21")}
        assert (subject in found["2026-03-20"], subject in found["2026-03-21"]) == (True, False)

    def test_is_told_with_the_last_known_day(self, met: Clerk) -> None:
        """Of a meeting on an unknown day nobody can say that it is over."""
        known: list[str] = []
        called = g.convene(met, "M-1", "2026-02-20")
        _subjects(met, known)
        moved = g.move(met, "M-1", "unknown", "2026-02-20")
        later = g.convene(met, "M-2", "unknown")
        _retract(met, moved, called, later)

        assert _subjects(met, known, "2026-03-02") == ["No meeting: ordinary session, 2026-02-20"]


def _retract(clerk: Clerk, *retracted: int) -> None:
    names = [f"@{each}" for each in retracted]
    clerk.record(lambda r: amending.retract(r, names, "Entered by mistake."))


def _subjects(clerk: Clerk, told: list[str], day: str = "2026-02-20") -> list[str]:
    """Return the subjects of what Ada is told of meetings now, and add it to what she was told."""
    found = written(clerk, day, "invitation", told={ADA: told})
    found = [each for each in found if each.person == ADA]
    told += [key for each in found for key in each.about]
    assert len(told) == len({*told})  # each key is recorded once
    return [str(each.subject) for each in found]


class TestOnceMore:
    """What was told before and was contradicted since is told again, each time once."""

    def test_when_a_retracted_meeting_is_called_again(self, met: Clerk) -> None:
        """Also on the same day, which the first invitation named."""
        known: list[str] = []
        for day in ("2026-03-01", "2026-03-01", "2026-03-08"):
            called = g.convene(met, "M-1", day)
            assert _subjects(met, known) == [f"Invitation: ordinary session, {day}"]
            _retract(met, called)
            assert _subjects(met, known) == [f"No meeting: ordinary session, {day}"]
            assert _subjects(met, known) == []

    def test_when_a_meeting_is_not_cancelled_after_all(self, met: Clerk) -> None:
        """And again when it is in the end; who knows of no meeting hears of no cancellation."""
        known: list[str] = []
        g.convene(met, "M-1", "2026-03-01")
        assert _subjects(met, known) == ["Invitation: ordinary session, 2026-03-01"]
        for _ in range(2):
            off = g.cancel(met, "M-1", "2026-02-10")
            assert _subjects(met, known) == ["Cancelled: ordinary session, 2026-03-01"]
            assert _subjects(met, known) == []
            _retract(met, off)
            assert _subjects(met, known) == ["Invitation: ordinary session, 2026-03-01"]
            assert _subjects(met, known) == []

    def test_when_a_meeting_is_moved_back(self, met: Clerk) -> None:
        """The day that was told first is told once more."""
        known: list[str] = []
        g.convene(met, "M-1", "2026-03-01")
        _subjects(met, known)
        for day in ("2026-03-08", "2026-03-01", "2026-03-08"):
            g.move(met, "M-1", day, "2026-02-10")
            assert _subjects(met, known) == [f"Changed invitation: ordinary session, {day}"]
            assert _subjects(met, known) == []
