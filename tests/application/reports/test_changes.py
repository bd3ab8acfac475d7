"""Changes between two points: what happened is told apart from what was learnt and corrected."""

import pytest

from application.context import Context
from application.entries import amending, log_acts
from application.entries.amending import Amendment
from application.questions.asking.ask import Ask
from application.questions.laws.gaps import NOT_PUBLIC
from application.reports.changes import changes
from application.reports.document import Paragraph, Report
from domain.errors import Malformed, Refused, UnknownReference
from domain.events.meetings import MeetingConvened
from domain.values import Visibility
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import CLERK, PLEDGE, SECRET, TODAY, Clerk, ask, on
from tests.application.questions.given_meetings import find_gap
from tests.application.reports.given import lines, rows, section, tell
from tests.domain.given import expunged


@once(begin)
def told(clerk: Clerk) -> None:
    """By the end of January ATL has signed (@9, @10), LAP has joined on a day not known (@11)."""
    clerk.on_day("2026-01-20")
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.join("LAP", "Laputa", "unknown")


def report(clerk: Clerk, a: str, b: str, asked: Ask | None = None) -> Report:
    return changes(clerk.tables, asked or ask(), TODAY, a=a, b=b)


def told_in(clerk: Clerk, table: str, a: str = "2026-01-31", b: str = "2026-03-31") -> list[str]:
    return [str(row["what"]) for row in rows(report(clerk, a, b), table)]


def amend(clerk: Clerk, entry: int, because: str, **values: str) -> None:
    amendment = Amendment(f"@{entry}", values)
    if because == "error":
        clerk.record(lambda r: amending.correct(r, [amendment], "error"))
    else:
        clerk.record(lambda r: amending.correct(r, [amendment], "completed"))


def test_tells_what_happened_from_what_was_learnt_late_and_what_is_to_come(told: Clerk) -> None:
    """A reader who takes an old signature for a new one draws the wrong conclusion."""
    told.on_day("2026-03-01")
    told.sign("ERE", PLEDGE, "2026-02-10", excepting=("PLEDGE-2",))
    told.join("UTO", "Utopia", "2022")
    told.join("RUR", "Ruritania", "2026-06-01")
    told.join("LIL", "Lilliput", "unknown")

    assert told_in(told, "happened") == ["ERE signed PLEDGE-1 version 1 (endorsement)"]
    assert told_in(told, "late") == ["UTO joined as Utopia", "LIL joined as Lilliput"]
    assert told_in(told, "ahead") == ["RUR joined as Ruritania"]


@pytest.mark.parametrize(
    ("b", "known", "words"),
    [
        ("2026-03-31", None, "as known then"),
        (TODAY.isoformat(), None, "as known so far, since that day is not over"),
        (TODAY.isoformat(), "@11", "as known then"),
        ("@11", None, "as known then"),
    ],
)
def test_says_where_the_last_day_is_not_over(
    told: Clerk, b: str, known: str | None, words: str
) -> None:
    """What is known so far may change by the evening, and what is asked for by position may not."""
    made = report(told, "2026-01-01", b, ask(known=known))

    (between, *_) = section(made, "summary").blocks
    assert isinstance(between, Paragraph)
    assert between.text.endswith(f", {words} (entry 11).")


def test_tells_what_began_although_it_was_recorded_before(told: Clerk) -> None:
    """A withdrawal with notice happens when it takes effect."""
    told.leave("ATL", "2026-02-15")

    assert told_in(told, "happened") == ["ATL withdrew from the body"]
    assert rows(report(told, "2026-01-31", "2026-03-31"), "standings") == [
        {"about": "ATL", "before": "active", "after": "withdrawn"}
    ]


def test_tells_errors_corrected_from_blanks_filled(told: Clerk) -> None:
    """An error says that an earlier report was wrong; a blank says only that it was short."""
    told.on_day("2026-03-01")
    amend(told, 9, "error", on="2026-01-16")
    amend(told, 11, "completed", on="2022-06")

    found = report(told, "2026-01-31", "2026-03-31")

    (corrected,) = rows(found, "corrected")
    (filled,) = rows(found, "filled")
    assert (corrected["field"], corrected["before"], corrected["after"]) == (
        "on",
        "2026-01-15",
        "2026-01-16",
    )
    assert (filled["what"], filled["field"], filled["before"], filled["after"]) == (
        "LAP joined as Laputa, 2022-06",
        "on",
        None,
        "2022-06",
    )


def test_tells_the_whole_way_and_not_each_step(told: Clerk) -> None:
    """Who reads once a year wants to know what is other than a year ago."""
    told.on_day("2026-03-01")
    amend(told, 9, "error", on="2026-01-16")
    amend(told, 9, "error", on="2026-01-17")
    amend(told, 10, "error", on="2026-01-16")
    amend(told, 10, "error", on="2026-01-15")

    (corrected,) = rows(report(told, "2026-01-31", "2026-03-31"), "corrected")

    assert (corrected["before"], corrected["after"]) == ("2026-01-15", "2026-01-17")


def test_marks_what_is_new_and_was_corrected_since(told: Clerk) -> None:
    """What was never reported wrongly is no corrected error of this report, but marked."""
    told.on_day("2026-03-01")
    told.sign("ERE", PLEDGE, "2026-02-10", excepting=("PLEDGE-2",))
    amend(told, 12, "error", on="2026-02-11")

    found = report(told, "2026-01-31", "2026-03-31")

    assert [(row["on"], row["mark"]) for row in rows(found, "happened")] == [
        ("2026-02-11", "corrected")
    ]
    assert rows(found, "corrected") == []


def test_tells_what_was_retracted_and_why(told: Clerk) -> None:
    """A retraction is no withdrawal; the reason stands beside it."""
    told.record(lambda r: amending.retract(r, ["@11"], "Laputa never joined."))
    told.join("UTO", "Utopia", "2026-01-10")
    told.record(lambda r: amending.retract(r, ["@13"], "Nor did Utopia."))

    found = rows(report(told, "@11", "@14"), "retracted")

    assert [(row["what"], row["reason"], row["position"]) for row in found] == [
        ("LAP joined as Laputa, unknown", "Laputa never joined.", 12),
        ("UTO joined as Utopia, 2026-01-10", "Nor did Utopia.", 14),
    ]
    assert rows(report(told, "@12", "@14"), "retracted")[0]["position"] == 14


def test_tells_that_a_retraction_was_corrected(told: Clerk) -> None:
    """An amendment makes an entry hold again, which is a change for its readers."""
    told.record(lambda r: amending.retract(r, ["@11"], "Laputa never joined."))
    amend(told, 11, "error", on="2022")

    found = report(told, "@12", "@13")

    assert [(row["field"], row["before"], row["after"]) for row in rows(found, "corrected")] == [
        ("the entry", "retracted", "holds")
    ]


def test_tells_who_may_see_more_or_less(told: Clerk) -> None:
    """A list that grew by an old entry needs an explanation."""
    told.show(11, Visibility.PUBLIC)

    (shown,) = rows(report(told, "@11", "@12"), "shown")

    assert (shown["entry"], shown["shown_to"]) == (11, "public")
    assert rows(report(told, "@12", "@12"), "shown") == []


def test_tells_which_texts_were_removed(told: Clerk) -> None:
    """A gap in a list needs an explanation, and somebody who answers for it."""
    told.record(lambda r: log_acts.record(r, expunged(11, "name", "note"), Visibility.MEMBERS))

    (removed,) = rows(report(told, "@11", "@12"), "expunged")

    assert (removed["entry"], removed["fields"]) == (11, "name, note")
    assert (removed["reason"], removed["authority"]) == ("court order", "High Court of Atlantis")
    assert rows(report(told, "@12", "@12"), "expunged") == []


def test_shows_nothing_above_its_audience(told: Clerk) -> None:
    """A list of changes is a door like any other."""
    told.record(lambda r: amending.retract(r, ["@10"], "The stamp was forged."), SECRET)
    told.join("UTO", "Utopia", "2026-01-10")
    told.show(13, Visibility.SECRETARIAT)
    public = ask(audience=Visibility.PUBLIC)

    assert not any(rows(report(told, "@1", "@13", public), key) for key in ("late", "happened"))
    assert "UTO" not in str(report(told, "@1", "@13").as_json())
    (retracted,) = rows(report(told, "@10", "@13"), "retracted")
    assert retracted["reason"] is None


def test_begins_before_the_register_does(told: Clerk) -> None:
    """The first report of changes is of everything."""
    found = report(told, "2025-12-31", "2026-01-31")

    assert "when nothing was recorded" in str(found.as_json())
    assert lines(found, "summary")[:2] == ["What happened: 10", "Learnt late: 1"]


def test_goes_from_meeting_to_meeting(told: Clerk) -> None:
    """A secretariat thinks in meetings."""
    called = MeetingConvened(meeting="M-1", kind="ordinary_session", ends_on=on("2026-02-02"))
    tell(told, called, "2026-02-01", Context(actor="p-clerk-1"))
    told.on_day("2026-02-10")
    told.sign("ERE", PLEDGE, "2026-02-10")

    found = report(told, "M-1", "2026-02-28")

    assert found.facts["from_on"] == "2026-02-02"
    assert len(rows(found, "happened")) == 2


def test_cites_a_corrected_entry_with_the_day_on_which_it_was_recorded(told: Clerk) -> None:
    """The day of the first entry beside the number of its correction is true of neither."""
    told.on_day("2026-03-01")
    amend(told, 9, "error", on="2026-01-16")

    made = report(told, "@8", "2026-03-31")

    (table,) = [each for each in made.tables() if each.key == "happened"]
    corrected = next(row for row in table.rows if row["mark"])
    assert table.columns[-1].key == "entry"
    assert (corrected["entry"], corrected["recorded"]) == (9, "2026-01-20")


def test_two_stretches_make_one(told: Clerk) -> None:
    """What began in between is told once, in one stretch or in the other."""
    told.on_day("2026-03-01")
    told.sign("ERE", PLEDGE, "2026-02-10")
    days = ("2026-01-12", "2026-01-31", "2026-03-31")

    whole = told_in(told, "happened", days[0], days[2])

    assert told_in(told, "happened", *days[:2]) + told_in(told, "happened", *days[1:]) == whole


def test_takes_another_day_for_the_second_point(told: Clerk) -> None:
    """What is entered in one go, years later, has its days all the same."""
    told.on_day("2026-03-01")
    told.sign("ERE", PLEDGE, "2026-02-10", excepting=("PLEDGE-2",))

    found = report(told, "2026-01-31", "@12", ask("2026-02-09"))

    assert rows(found, "happened") == []
    assert len(rows(found, "ahead")) == 1
    assert found.as_of.on.isoformat() == "2026-02-09"


def test_says_what_is_no_stretch(told: Clerk) -> None:
    """A question that makes no sense gets a sentence."""
    with pytest.raises(Malformed, match="name the earlier point first"):
        report(told, "2026-03-31", "2026-01-31")
    with pytest.raises(Malformed, match="name the earlier point first"):
        report(told, "@9", "@8")
    with pytest.raises(UnknownReference):
        report(told, "@9", "M-7")
    with pytest.raises(Refused, match="Nothing was recorded by 2025-12-31"):
        report(told, "2025-12-01", "2025-12-31")


def test_rests_on_what_was_known_then(told: Clerk) -> None:
    """Asked again for the same position it says the same."""
    before = report(told, "@8", "2026-01-31", ask()._replace(known="@9")).as_json()
    told.context = CLERK
    told.on_day("2026-01-31")
    told.join("UTO", "Utopia", "2022")

    assert report(told, "@8", "2026-01-31", ask()._replace(known="@9")).as_json() == before


def test_says_that_it_names_open_gaps(told: Clerk) -> None:
    """Whoever hands the list on has to know."""
    told.on_day("2026-03-01")
    find_gap(told)

    assert NOT_PUBLIC in report(told, "2026-01-31", "2026-03-31").banners
    assert NOT_PUBLIC not in report(told, "2026-03-02", "2026-03-31").banners
    hidden = report(told, "2026-01-31", "2026-03-31", ask(audience=Visibility.PUBLIC))
    assert NOT_PUBLIC not in hidden.banners
