"""All members are told what one of them did about a text, as a depositary does."""

import pytest

from application.acts.members.leaving import notify_withdrawal
from application.acts.texts.consents import Confirm, Consent, InForce
from domain.events.members import WithdrawalNotified
from domain.events.texts import Closed, ConsentKind, StatementKind
from domain.values import Visibility
from tests.application.letters.given import ADA, BO, designate, points, state, written
from tests.application.questions.given import PLEDGE, SECRET, TREATY, Clerk, on
from tests.application.reports.given import tell

DAY = "2026-03-20"


def said(clerk: Clerk, since: str = "2026-02-01") -> list[str]:
    """Return what Ada is notified of."""
    found = written(clerk, DAY, "notification", since=since)
    return [point for each in found if each.person == ADA for point in points(each)]


def test_notifies_all_members_of_a_signature(spoken: Clerk) -> None:
    """The member that signed has it in writing, too."""
    entry = spoken.sign("ERE", PLEDGE, "2026-03-01")

    found = written(spoken, DAY, "notification", since="2026-02-01")

    assert [each.person for each in found] == [ADA, BO]
    assert found[0].subject == "Notification: Erewhon signed “The PLEDGE” on 2026-03-01"
    assert points(found[0]) == [f"Erewhon signed “The PLEDGE” on 2026-03-01 (entry {entry - 1})"]
    assert found[0].answer == ["No answer is needed."]
    assert len(found[0].about) == 4  # two entries, and the versions of them


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-03-01", "on 2026-03-01"),
        ("2026-03", "in 2026-03"),
        ("<=2026-03-01", "<=2026-03-01"),  # which is said as: by 1 March 2026
    ],
)
def test_a_day_is_said_as_precisely_as_it_is_known(spoken: Clerk, day: str, told: str) -> None:
    """Nobody signed "on March 2026"."""
    spoken.sign("ERE", PLEDGE, day)

    assert said(spoken)[0].startswith(f"Erewhon signed “The PLEDGE” {told} (entry")


def test_one_letter_has_all_that_happened(spoken: Clerk) -> None:
    """Twenty signatures at one ceremony are no twenty mails."""
    spoken.sign("ERE", PLEDGE, "2026-03-01")
    spoken.sign("ATL", PLEDGE, "2026-03-02", excepting=("PLEDGE-2",))

    (letter, _) = written(spoken, DAY, "notification", since="2026-02-01")

    assert letter.subject == ("Notification: Erewhon signed “The PLEDGE” on 2026-03-01, and 1 more")
    assert points(letter)[1].startswith("Atlantis signed commitment 1 of “The PLEDGE” on 2026-03")


def test_nobody_is_told_twice(spoken: Clerk) -> None:
    """What follows later is told alone, also of the same day."""
    spoken.sign("ERE", PLEDGE, "2026-03-01", excepting=("PLEDGE-2",))
    first = written(spoken, DAY, "notification")
    told = {each.person: each.about for each in first}
    assert written(spoken, DAY, "notification", told=told) == []

    spoken.sign("ERE", PLEDGE, "2026-03-01", excepting=("PLEDGE-1",))
    (letter, _) = written(spoken, DAY, "notification", told=told)

    assert letter.subject == (
        "Notification: Erewhon signed commitment 2 of “The PLEDGE” on 2026-03-01"
    )


def test_says_what_was_excepted(new: Clerk) -> None:
    """The few that were not signed are named, not the many that were."""
    new.found()
    new.join("ATL", "Atlantis")
    new.join("ERE", "Erewhon")
    new.adopt(PLEDGE, *(f"PLEDGE-{number}" for number in range(1, 6)))
    designate(new, "ATL", ADA)
    new.sign("ATL", PLEDGE, "2026-03-01", excepting=("PLEDGE-2",))
    new.sign("ERE", PLEDGE, "2026-03-01", excepting=("PLEDGE-2", "PLEDGE-4"))
    new.withdraw("ERE", "PLEDGE-1", "2026-03-05")
    new.withdraw("ATL", "PLEDGE-1", "2026-03-05")
    new.withdraw("ATL", "PLEDGE-3", "2026-03-05")

    assert [each.rpartition(" (")[0] for each in said(new)] == [
        "Atlantis signed “The PLEDGE”, except commitment 2, on 2026-03-01",
        "Erewhon signed “The PLEDGE”, except commitments 2 and 4, on 2026-03-01",
        "Erewhon withdrew from commitment 1 of “The PLEDGE” as of 2026-03-05",
        "Atlantis withdrew from commitments 1 and 3 of “The PLEDGE” as of 2026-03-05",
    ]


def test_what_was_closed_before_was_not_excepted(new: Clerk) -> None:
    """All members were told that it was."""
    new.found()
    new.join("ATL", "Atlantis")
    new.adopt(PLEDGE, *(f"PLEDGE-{number}" for number in range(1, 4)))
    designate(new, "ATL", ADA)
    tell(new, Closed(commitment="PLEDGE-2"), "2026-02-28")
    new.sign("ATL", PLEDGE, "2026-03-01", excepting=("PLEDGE-2",))

    (one,) = said(new)

    assert one.startswith("Atlantis signed “The PLEDGE” on 2026-03-01")


def test_calls_a_commitment_by_its_place_where_it_has_no_number(new: Clerk) -> None:
    """A reference is for programs."""
    new.found()
    new.join("ATL", "Atlantis")
    new.adopt(PLEDGE, "FIRST", "SECOND")
    designate(new, "ATL", ADA)
    new.sign("ATL", PLEDGE, "2026-03-01", excepting=("FIRST",))

    assert said(new)[0].startswith("Atlantis signed commitment 2 of “The PLEDGE” on")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("reservation", "Atlantis made a reservation to “The TREATY” on 2026-03-01"),
        (
            "interpretative_declaration",
            "Atlantis made an interpretative declaration on “The TREATY” on 2026-03-01",
        ),
        ("objection", "Atlantis made an objection concerning “The TREATY” on 2026-03-01"),
    ],
)
def test_says_what_a_statement_says(spoken: Clerk, kind: StatementKind, words: str) -> None:
    """A reservation is quoted in full, since others may object to it."""
    spoken.sign("ATL", TREATY, "2026-01-20", kind="signature")
    entry, _ = state(spoken, kind)

    assert said(spoken) == [f"{words} (entry {entry}): “Not Article 4.”"]


def test_says_to_whose_statement_a_member_objects(spoken: Clerk) -> None:
    """An objection is nothing without what it objects to."""
    spoken.sign("ATL", TREATY, "2026-01-20", kind="signature")
    spoken.sign("ERE", TREATY, "2026-01-20", kind="signature")
    _, made = state(spoken, "reservation")
    state(spoken, "objection", "ERE", made)

    assert said(spoken)[1].startswith(
        "Erewhon objected on 2026-03-01 to the statement of Atlantis on “The TREATY” (entry "
    )


@pytest.mark.parametrize(
    ("kind", "in_force", "words"),
    [
        ("accession", None, "an instrument of accession for “The TREATY” on 2026-03-01"),
        (
            "ratification",
            "2026-04-01",
            "an instrument of ratification for “The TREATY” on 2026-03-01; it takes effect on 20",
        ),
        ("provisional_application", None, "a notification of provisional application for"),
    ],
)
def test_says_what_was_deposited(
    spoken: Clerk, kind: ConsentKind, in_force: str | None, words: str
) -> None:
    """A treaty binds by a deposit, and from a day."""
    spoken.act(
        Consent(
            member="ATL",
            commitment=TREATY,
            kind=kind,
            deposited_on=on("2026-03-01"),
            in_force_on=on(in_force) if in_force else None,
        ).record
    )

    assert said(spoken)[0].startswith(f"Atlantis deposited {words}")


def test_says_what_was_confirmed_and_took_effect(spoken: Clerk) -> None:
    spoken.sign("ATL", TREATY, "2026-03-01", kind="signature_ad_referendum")
    spoken.act(Confirm(member="ATL", commitment=TREATY, on=on("2026-03-02")).record)
    spoken.consent("ERE", TREATY, "2026-03-03")
    spoken.act(InForce(member="ERE", commitment=TREATY, on=on("2026-03-10")).record)
    spoken.withdraw("ERE", TREATY, "2026-03-15", of="consent")

    assert [each.rpartition(" (")[0] for each in said(spoken)] == [
        "Atlantis signed “The TREATY” ad referendum on 2026-03-01",
        "Atlantis confirmed its signature of “The TREATY” on 2026-03-02",
        "Erewhon deposited an instrument of accession for “The TREATY” on 2026-03-03",
        "“The TREATY” entered into force for Erewhon on 2026-03-10",
        "Erewhon withdrew its consent to be bound concerning “The TREATY” as of 2026-03-15",
    ]


def test_says_who_comes_and_goes(spoken: Clerk) -> None:
    """A member of the body is bound by nothing any more that it did there."""
    spoken.join("UTO", "Utopia", "2026-03-01")
    for notice in (
        WithdrawalNotified(member="UTO"),
        WithdrawalNotified(member="ERE", takes_effect_on=on("2026-09-01")),
    ):
        spoken.act(notify_withdrawal, notice, on("2026-03-02"))
    spoken.leave("UTO", "2026-03-03")

    assert [each.rpartition(" (")[0] for each in said(spoken)] == [
        "Utopia joined Body EXT on 2026-03-01",
        "Utopia gave notice of withdrawal from Body EXT on 2026-03-02",
        "Erewhon gave notice on 2026-03-02 that it withdraws from Body EXT on 2026-09-01",
        "Utopia withdrew from Body EXT on 2026-03-03",
    ]


def test_says_nothing_that_members_may_not_see(spoken: Clerk) -> None:
    """Nor the name of a member that they may not know."""
    spoken.context = SECRET
    entry = spoken.sign("ERE", TREATY, "2026-03-01", kind="signature")
    assert said(spoken) == []

    spoken.show(entry, Visibility.MEMBERS)
    assert len(said(spoken)) == 1


def test_announces_nothing_of_a_time_before(spoken: Clerk) -> None:
    """History that is entered late is no news, nor is what happened on an unknown day."""
    spoken.sign("ERE", PLEDGE, "2026-01-20")
    spoken.sign("ERE", TREATY, "unknown", kind="signature")

    assert said(spoken) == []
    assert len(said(spoken, since="2026-01-20")) == 1


def test_withdrawn_reports_are_no_such_acts(spoken: Clerk) -> None:
    """They are about progress, and the list of reports tells of them."""
    spoken.scale()
    spoken.sign("ATL", PLEDGE, "2026-01-20")
    report = spoken.report("ATL", "PLEDGE-1", "limited", "2026-02-20")
    spoken.withdraw("ATL", "PLEDGE-1", "2026-03-01", of="report", ends=(f"@{report}",))

    assert said(spoken) == []
