"""Who withdrew or left on a day that is not known is named where it is still counted."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

PAST = "--on 2026-03-01"
LATE = "--on '<=2199-12-30'"
WITHDREW = "Not certain on that day, and counted: Atlantis (withdrew on an unknown day)."


@pytest.fixture(autouse=True)
def told(once: Once) -> None:
    """Begin with two signatories; ATL withdrew on an unknown day."""
    once(tell, "withdraw ATL MISSION --on unknown")


def said(command: str) -> str:
    answer = typed(command)
    assert answer.code == 0, answer
    return " ".join(answer.out.split())


def test_a_status_of_a_past_day_names_who_may_have_withdrawn() -> None:
    """A count of signatories of that day seems to be certain."""
    assert "2 signatories" in said(f"status MISSION {PAST}")
    assert WITHDREW in said(f"status MISSION {PAST}")
    assert WITHDREW in said(f"report status MISSION {PAST}")
    assert "(withdrew" not in said("status MISSION-3.1 --on 2026-03-01")


def test_a_status_of_today_is_certain() -> None:
    """What was recorded as having happened had happened by then."""
    assert "1 signatory, 1 former signatory" in said("status MISSION")
    assert "Not certain" not in said("status MISSION")


def test_the_year_names_them_beside_its_count() -> None:
    """An annual report is quoted for years."""
    must(f"report annual 2026 {PAST} --output annual.md")

    text = Path("annual.md").read_text(encoding="utf-8")

    assert f"Mission statement: 2 signatories. {WITHDREW}" in text


def test_a_day_known_by_its_year_is_told_so() -> None:
    """It says more than that nothing is known."""
    must("withdraw KEN MISSION --on 2026 --ends 2026-01-15")

    assert "Kenya (withdrew 2026)" in said(f"status MISSION {PAST}")


def test_a_withdrawal_that_was_revoked_is_no_doubt() -> None:
    """It signed, and signs."""
    must("withdraw ATL MISSION --of withdrawal --revokes unknown --on 2026-11-28")

    assert "Not certain" not in said(f"status MISSION {PAST}")


def test_who_may_have_left_the_body_is_named() -> None:
    """`members` names who may have joined; it counts who may have left."""
    must("member withdraw KEN --on unknown")
    left = "Not certain on that day, and counted: Kenya (withdrew on an unknown day)."

    assert left in said(f"members {PAST}")
    assert left in said(f"status MISSION {PAST}")
    assert said(f"report status MISSION {PAST}").count(left) == 1
    assert "Not certain" not in said("members")


@pytest.mark.slow
def test_a_signature_of_an_unknown_day_is_not_left_out_in_silence() -> None:
    """A count of signatories of that day seems to be certain."""
    must("member join ERE --name Erewhon --on 2022", "sign ERE MISSION --on unknown")
    must("member join UTO --name Utopia --on 2026-04", "sign UTO MISSION --on 2026")
    perhaps = "Erewhon (signed on an unknown day)"
    signed = f"Not certain on that day, and not counted as having done so: {perhaps}."

    assert signed in said(f"status MISSION {PAST}")
    assert signed in said(f"report status MISSION {PAST}")
    assert f"2 signatories; 1 has not signed. {signed}" in said(f"report annual 2026 {PAST}")


def test_who_signed_and_may_have_joined_is_not_told_to_be_left_out() -> None:
    """It is among the signatories, and "not counted" would be said of it below."""
    must("member join ERE --name Erewhon --on unknown", "sign ERE MISSION --on 2026-02-01")

    assert "not counted" not in said(f"status MISSION {PAST}")
    assert "not counted: Erewhon (joined on an unknown day)" in said(f"members {PAST}")


def test_who_signed_a_part_is_counted_and_is_named_of_the_other_one() -> None:
    """A count of the whole text has it already."""
    must("sign ATL MISSION --on unknown --excepting MISSION-1 --excepting MISSION-2")

    assert "(signed" not in said(f"status MISSION {PAST}")
    assert "Atlantis (signed on an unknown day)" in said(f"status MISSION-3.1 {PAST}")


def test_the_overview_names_what_may_have_happened_already() -> None:
    """What happened by a day to come at the latest may have happened, and it counts without."""
    must("member join ERE --name Erewhon --on 2026-01")
    must(f"member join RUR --name Ruritania {LATE}", f"sign RUR MISSION {LATE}")
    must(f"sign ERE MISSION {LATE}", f"withdraw KEN MISSION {LATE} --ends 2026-01-15")

    shown = said("")

    assert "Members: 3 active Not certain on that day, and not counted: Ruritania" in shown
    assert (
        "MISSION Mission statement: 1 signatory, 1 former signatory; 1 has not signed "
        "Not certain on that day, and not counted as having done so: "
        "Erewhon (signed <=2199-12-30), "
        "Ruritania (signed <=2199-12-30). "
        "Not certain on that day, and counted: Kenya (withdrew <=2199-12-30)."
    ) in shown


def test_a_party_of_which_the_day_of_signature_is_unknown_is_counted() -> None:
    """Most lists of treaties have the days of consent alone."""
    adopt = "text adopt mission.md --reference PACT --title Pact --legal-nature treaty"
    must(f"{adopt} --on 2026-01-10", "sign KEN PACT --on unknown")
    must("consent KEN PACT ratification --deposited-on 2026-01-11 --in-force-on 2026-01-12")

    assert "Not certain" not in said(f"status PACT {PAST}")
    early = said("status PACT --on 2026-01-10")
    assert "not counted as having done so: Kenya (signed on an unknown day)." in early


@pytest.mark.parametrize("day", ["unknown", "2026-03"])
def test_a_signature_that_was_confirmed_is_counted_and_not_doubted(day: str) -> None:
    """It counts from its confirmation, whatever its own day was."""
    adopt = "text adopt mission.md --reference PACT --title Pact --legal-nature treaty"
    kind = "--kind signature_ad_referendum"
    must(f"{adopt} --on 2026-01-10", f"sign KEN PACT {kind} --on {day}")
    must("confirm KEN PACT --on 2026-03-05")

    assert "1 signatory" in said("status PACT --on 2026-03-10")
    assert "Not certain" not in said("status PACT --on 2026-03-10")
    assert "Kenya (signed" in said("status PACT --on 2026-03-04")


def test_who_may_have_joined_and_signed_has_its_name() -> None:
    """Its code stood there, where all others have names; documents have days in words."""
    must("member join ERE --name Erewhon --on 2026", "sign ERE MISSION --on 2026")
    must("member join UTO --name Utopia --on 2026", "sign UTO MISSION --on 2026-03")

    assert "Erewhon (signed 2026), Utopia (signed 2026-03)." in said(f"status MISSION {PAST}")
    assert "Utopia (signed March 2026)" in said(f"report status MISSION {PAST}")


def test_a_signature_of_an_unknown_day_that_is_over_was_not_signed_anew() -> None:
    """The report took it for a second one, after its own end."""
    must("sign KEN MISSION --on unknown --until 2026-04-03 --excepting MISSION-2")

    report = said("report status MISSION --on 2026-04-30")

    assert "anew" not in report
    assert "Kenya signature 3 April 2026" in report


@pytest.mark.slow
def test_reports_of_who_signed_on_an_unknown_day_are_told_not_to_count() -> None:
    """The list of what is overdue seemed to be whole."""
    note = "nothing counts as due before that was recorded: Atlantis."
    assert note not in said("report overdue")

    must("sign ATL MISSION --on unknown --excepting MISSION-1 --excepting MISSION-2")

    assert note in said("report overdue")
    assert note in said("report progress")
    assert note not in said("report progress --about KEN")
    assert note in said("report progress --about ATL")
