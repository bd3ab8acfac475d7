"""What members were told and is no longer so is told them, with what was said before."""

from application.entries import amending
from tests.application.letters.given import ADA, BO, points, state, written
from tests.application.letters.test_notifications import DAY
from tests.application.questions.given import PLEDGE, TREATY, Clerk


def test_corrects_what_was_told(spoken: Clerk) -> None:
    """A ministry that was told a wrong day has it on file; who was not told hears the right one."""
    entry = spoken.sign("ERE", PLEDGE, "2026-03-01")
    (first, _) = written(spoken, DAY, "notification", since="2026-02-01")
    for position in (entry - 1, entry):
        spoken.correct(position, on="2026-03-02")
    told = {ADA: first.about}

    again, new = written(spoken, DAY, "notification", since="2026-02-01", told=told)

    assert (again.person, again.subject) == (
        ADA,
        "Notification: Correction: Erewhon signed “The PLEDGE” on 2026-03-02",
    )
    assert [group.heading for group in again.groups] == [
        "You were told of this before, and it is corrected. It now says:"
    ]
    assert points(again) == [f"{points(new)[0]}; before, it said: {points(first)[0]}"]
    told = {ADA: [*first.about, *again.about], BO: new.about}
    assert written(spoken, DAY, "notification", since="2026-02-01", told=told) == []


def test_says_what_was_told_last(spoken: Clerk) -> None:
    """Of two corrections between two letters, nobody was told of the first one."""
    entry = spoken.sign("ERE", TREATY, "2026-03-01", kind="signature")
    (first, _) = written(spoken, DAY, "notification", since="2026-02-01")
    spoken.correct(entry, on="2026-03-02")
    spoken.correct(entry, on="2026-03-03")
    told = {ADA: first.about}
    (second, _) = written(spoken, DAY, "notification", since="2026-02-01", told=told)
    spoken.correct(entry, document_sha256="ab" * 32)
    told = {ADA: [*first.about, *second.about]}

    (third, _) = written(spoken, DAY, "notification", since="2026-02-01", told=told)

    said = "Erewhon signed “The TREATY” on {day} (entry {entry})"
    before, now = (said.format(day=f"2026-03-0{each}", entry=entry) for each in (1, 3))
    assert points(second) == [f"{now}; before, it said: {before}"]
    assert points(third) == [now]


def test_says_what_the_words_of_a_statement_were(spoken: Clerk) -> None:
    """Others may have objected to them."""
    spoken.sign("ATL", TREATY, "2026-01-20", kind="signature")
    entry, _ = state(spoken, "reservation")
    (first, _) = written(spoken, DAY, "notification", since="2026-02-01")
    spoken.correct(entry, text="Not Article 5.")

    (again, _) = written(spoken, DAY, "notification", since="2026-02-01", told={ADA: first.about})

    assert "“Not Article 5.”; before, it said: Atlantis made" in points(again)[0]
    assert points(again)[0].endswith("“Not Article 4.”")


def test_takes_back_what_was_told(spoken: Clerk) -> None:
    """What was never true is told to those who were told that it was, and to nobody else."""
    entry = spoken.sign("ERE", TREATY, "2026-03-01", kind="signature")
    (first, _) = written(spoken, DAY, "notification", since="2026-02-01")
    spoken.record(lambda r: amending.retract(r, [f"@{entry}"], "Of another body."))

    (again,) = written(spoken, DAY, "notification", since="2026-02-01", told={ADA: first.about})

    assert (again.person, again.subject) == (
        ADA,
        "Notification: Taken back: Erewhon signed “The TREATY” on 2026-03-01",
    )
    assert again.groups[0].heading == "You were told of this before. It was recorded by mistake:"
    assert points(again) == points(first)
    told = {ADA: [*first.about, *again.about]}
    assert written(spoken, DAY, "notification", since="2026-02-01", told=told) == []


def test_takes_back_who_joined_by_its_name(spoken: Clerk) -> None:
    """It is no member any more, and was never told by its code."""
    entry = spoken.join("UTO", "Utopia", "2026-03-01")
    (first, _) = written(spoken, DAY, "notification", since="2026-02-01")
    spoken.record(lambda r: amending.retract(r, [f"@{entry}"], "It never joined."))

    (again,) = written(spoken, DAY, "notification", since="2026-02-01", told={ADA: first.about})

    assert again.subject == "Notification: Taken back: Utopia joined Body EXT on 2026-03-01"
    assert points(again) == points(first)
