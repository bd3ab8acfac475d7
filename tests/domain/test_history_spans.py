"""Spans with named ends: withdrawals, revocations, and coming and going in any order."""

from itertools import permutations

import pytest

from domain.events.entries import Retracted
from domain.events.members import Renamed, Withdrew
from domain.events.texts import Consented, Signed, Withdrawn
from domain.texts.standing import membership
from domain.texts.standing_kinds import MemberStanding
from tests.domain.given import SHA, Log, day, exactly, id_of, joined

KENYA = Signed(commitment="T-1", member="KEN", kind="signature", version="1", text_sha256=SHA)


def signed_and_withdrawn(log: Log, on: str) -> None:
    signature = log.add(KENYA, "2026-01-15")
    ended = Withdrawn(commitment="T-1", member="KEN", of="signature", ends=(signature,))
    log.add(ended, on)


def revoke(log: Log, ended: int, on: str) -> None:
    log.add(Withdrawn(commitment="T-1", member="KEN", of="withdrawal", ends=(id_of(ended),)), on)


def signatory(log: Log, *days: str) -> list[bool]:
    history = log.history()
    return [history.holds(history.entries[id_of(1)], exactly(each)) for each in days]


def test_a_span_has_its_first_day_and_not_its_last() -> None:
    """[begin, end): on the day on which a withdrawal takes effect it has taken effect."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")

    assert signatory(log, "2026-01-14", "2026-01-15", "2026-05-31", "2026-06-01") == [
        *(False, True, True, False)
    ]


def test_a_withdrawal_revoked_before_it_took_effect_never_did() -> None:
    """The party stayed a party on every day."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")
    revoke(log, 2, "2026-05-01")

    assert signatory(log, "2026-05-31", "2026-06-01", "2027-01-01") == [True, True, True]


def test_a_withdrawal_revoked_on_the_day_on_which_it_would_take_effect_never_did() -> None:
    """The depositary received both on one day; the treaty never lost the party."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")
    revoke(log, 2, "2026-06-01")

    assert signatory(log, "2026-05-31", "2026-06-01") == [True, True]


def test_a_withdrawal_revoked_after_it_took_effect_leaves_a_gap() -> None:
    """Between the two days it was out, and no later act can change that."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")
    revoke(log, 2, "2026-07-01")

    assert signatory(log, "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01") == [
        *(True, False, False, True)
    ]


def test_a_revocation_can_be_revoked() -> None:
    """Then the withdrawal holds again, from that day on."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")
    revoke(log, 2, "2026-07-01")
    revoke(log, 3, "2026-08-01")

    assert signatory(log, "2026-06-15", "2026-07-15", "2026-08-01") == [False, True, False]


def test_a_retracted_ending_ends_nothing() -> None:
    """The withdrawal was an error of the register, so there was none."""
    log = Log()
    signed_and_withdrawn(log, "2026-06-01")
    log.add(Retracted(entry_id=id_of(2), reason="Another member"))

    assert signatory(log, "2026-06-01") == [True]
    assert log.history().endings(id_of(1)) == ()


def test_an_ending_that_names_itself_ends_nothing() -> None:
    """Whether it holds would depend on whether it holds."""
    log = Log()
    log.add(joined(), "2020-01-01")
    ending = log.add(Withdrew(member="ATL", ends=(id_of(1), id_of(2))), "2021-01-01")

    history = log.history()

    assert history.holds(history.entries[ending], exactly("2022-01-01"))
    assert not history.holds(history.entries[id_of(1)], exactly("2022-01-01"))


def test_an_ending_may_name_what_was_entered_later_but_no_later_ending() -> None:
    """Two endings that name each other would never come to an answer."""
    log = Log()
    first = log.add(Withdrew(member="ATL", ends=(id_of(2), id_of(3))), "2021-01-01")
    later = log.add(joined(), "2021-01-01")
    log.add(Withdrew(member="ATL", ends=(first,)), "2020-01-01")

    history = log.history()

    assert history.ended_by(history.entries[first]) == [history.entries[later]]


def test_an_ending_of_schema_1_ends_what_it_names_and_what_was_entered_later() -> None:
    """It was recorded when endings named all that they ended."""
    log = Log()
    log.add(joined(), "2018-01-01")
    ending = log.add(Withdrew(member="ATL", closes="recorded_later"), "2021-01-01")
    later = log.add(joined(), "2020-01-01")

    history = log.history()

    assert history.ended_by(history.entries[ending]) == [history.entries[later]]


CAME_AND_WENT = [("J", "1949"), ("W", "1959"), ("J", "1962"), ("W", "1970"), ("J", "1977")]
ORDERS = [p for p in permutations(range(5)) if p.index(0) < p.index(1) and p.index(2) < p.index(3)]


@pytest.mark.parametrize("order", ORDERS)
def test_five_spans_of_coming_and_going_read_the_same_in_every_order_of_entry(
    order: tuple[int, ...],
) -> None:
    """In, out, in, out and in: whoever enters an old span last must not undo a newer one."""
    log = Log()
    ids = {number: id_of(order.index(number) + 1) for number in range(5)}
    for number in order:
        kind, year = CAME_AND_WENT[number]
        event = joined() if kind == "J" else Withdrew(member="ATL", ends=(ids[number - 1],))
        log.add(event, f"{year}-01-01")

    standings = [
        membership(log.history(), exactly(f"{year}-06-01")).standing
        for year in (1948, 1949, 1959, 1962, 1970, 1977, 2000)
    ]

    inside, outside = MemberStanding.ACTIVE, MemberStanding.WITHDRAWN
    assert standings == [*(MemberStanding.NONE, inside, outside, inside, outside, inside, inside)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_value_is_that_of_the_latest_day_in_any_order_of_entry(
    order: tuple[int, ...],
) -> None:
    """A name of 1990 that is found and entered today is not today's name."""
    log = Log()
    for number in order:
        log.add(Renamed(member="ATL", name=f"Name {number}"), f"199{number}-01-01")

    found = log.history().last(Renamed)

    assert found is not None
    assert found[1].name == "Name 2"


def test_of_two_values_of_one_day_the_one_entered_last_counts() -> None:
    """Somebody has to win, and the later entry knew of the earlier."""
    log = Log()
    log.add(Renamed(member="ATL", name="First"), "1990-01-01")
    log.add(Renamed(member="ATL", name="Second"), "1990-01-01")

    history = log.history()

    assert (found := history.last(Renamed, exactly("1990-01-01"))) is not None
    assert found[1].name == "Second"
    assert history.last(Renamed, exactly("1989-12-31")) is None


def test_a_history_is_parted_by_members() -> None:
    """The standing of one member must not depend on the acts of another."""
    log = Log()
    log.add(joined("ATL"), "2020-01-01")
    log.add(joined("ZUB"), "2020-01-01")

    history = log.history()

    assert history.subjects == ["ATL", "ZUB"]
    assert list(history.about("ZUB").entries) == [id_of(2)]
    assert history.about("ERE").entries == {}


def test_an_entry_is_described_so_that_a_person_finds_it() -> None:
    """Refusals name entries by the position that commands take."""
    log = Log()
    entry = log.add(joined(), "2020")
    body = log.add(Retracted(entry_id=id_of(9), reason="Never"))

    assert log.history().entries[entry].description == "@1 member.joined of ATL on 2020"
    assert body not in log.history().entries


def test_days_are_all_those_on_which_something_may_change() -> None:
    """A consent has two days, and a retracted entry none."""
    log = Log(today="2026-02-10")
    consent = Consented(
        commitment="T-1",
        member="ATL",
        kind="ratification",
        deposited_on=day("2020-01-01"),
        in_force_on=day("unknown"),
    )
    log.add(consent, "2020-01-01")
    retracted = log.add(KENYA, "2019-01-01")
    log.add(Retracted(entry_id=retracted, reason="Never"))

    assert log.history().days == [exactly("2020-01-01"), exactly("2026-02-10")]


@pytest.mark.slow
def test_a_chain_of_revocations_may_be_as_long_as_a_file() -> None:
    """A register that can be locked for ever by three hundred rows is no register."""
    log = Log()
    first = log.add(KENYA, "2020-01-01")
    ended = first
    for _ in range(1_200):  # more than may call each other
        event = Withdrawn(commitment="T-1", member="KEN", of="withdrawal", ends=(ended,))
        ended = log.add(event, "2021-01-01")
    history = log.history()

    assert history.holds(history.entries[first], exactly("2021-01-01"))
    assert history.end_of(history.entries[first]) is None
