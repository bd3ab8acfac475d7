"""Whether enough members take part for a meeting to decide: counted, never typed by hand."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from domain.contradictions import Contradiction, contradiction
from domain.events.meetings import Presence, QuorumEstablished, QuorumRuleSet
from domain.history import History
from domain.words import worded

NOT_THERE: frozenset[Presence] = frozenset({"excused", "absent"})
COUNTABLE: tuple[Presence, ...] = tuple(p for p in get_args(Presence) if p not in NOT_THERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of `members` active members took part, and how many were needed."""

    counted: int
    needed: int
    members: int

    @property
    def reached(self) -> bool:
        """Whether enough took part."""
        return self.counted >= self.needed


def enough(rule: QuorumRuleSet, members: int) -> int:
    """Return how many have to take part of that many active members."""
    if rule.number:
        return rule.number
    assert rule.numerator  # a rule has a number or a share, see `fault_of`
    assert rule.denominator
    share, rest = divmod(rule.numerator * members, rule.denominator)
    return share + 1 if rest or rule.more_than else share


def count(
    rule: QuorumRuleSet, attendance: Mapping[str, Presence], active: Collection[str]
) -> Count:
    """Count the active members that took part in a way that the rule counts."""
    counting = {member for member, presence in attendance.items() if presence in rule.counting}
    return Count(
        counted=len(counting & set(active)), needed=enough(rule, len(active)), members=len(active)
    )


def fault_of(rule: QuorumRuleSet) -> str | None:
    """Say in a sentence why this cannot be a rule, None if it can."""
    share = (rule.numerator, rule.denominator)
    if (rule.number is None) == (share == (None, None)) or (None in share and any(share)):
        return worded(
            "A quorum is a number of members, such as 12, or a share of them, such as 1/2."
        )
    if rule.number and rule.more_than:
        return worded("A quorum of more than a number of members is a quorum of the next number.")
    if rule.numerator and rule.denominator:
        most = rule.denominator - 1 if rule.more_than else rule.denominator
        if rule.numerator > most:
            return worded("A quorum of more than all members can never be reached.")
    if not rule.counting or NOT_THERE & set(rule.counting):
        return worded(
            "Those who count as taking part are some of {known}.", known=", ".join(COUNTABLE)
        )
    return None


def quorum_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield rules that can be none, and counts by a rule that does not stand."""
    rules = {entry.id for entry, _ in history.each(QuorumRuleSet)}
    for entry, rule in history.each(QuorumRuleSet):
        fault = fault_of(rule)
        if fault:
            yield contradiction("no-rule", fault, entry)
    for entry, quorum in history.each(QuorumEstablished):
        if quorum.rule not in rules:
            sentence = worded(
                "The quorum of {meeting} was counted by a rule that does not stand.",
                meeting=quorum.meeting,
            )
            yield contradiction("counted-by-no-rule", sentence, entry)
