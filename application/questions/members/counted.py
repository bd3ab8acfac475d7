"""How many members have each standing, in words."""

from collections.abc import Mapping

from domain.texts.standing import MemberStanding, Standing
from domain.words import joined, worded

MEMBERS: Mapping[str, tuple[str, str]] = {
    MemberStanding.APPLICANT: ("{number} applicant", "{number} applicants"),
    MemberStanding.ACTIVE: ("{number} active", "{number} active"),
    MemberStanding.SUSPENDED: ("{number} suspended", "{number} suspended"),
    MemberStanding.WITHDRAWN: ("{number} withdrawn", "{number} withdrawn"),
}
"""By standing in the body: how one member that has it is counted, and how others are."""
COUNTED: Mapping[str, tuple[str, str]] = {
    Standing.SIGNATORY: ("{number} signatory", "{number} signatories"),
    Standing.CONTRACTING_PARTY: ("{number} contracting party", "{number} contracting parties"),
    Standing.PARTY: ("{number} party", "{number} parties"),
    Standing.FORMER_SIGNATORY: ("{number} former signatory", "{number} former signatories"),
    Standing.FORMER_PARTY: ("{number} former party", "{number} former parties"),
}
"""By standing: how one member that has it is counted, and how others are."""
WITHOUT: Mapping[tuple[bool, bool], str] = {
    (False, False): "{standings}; 1 has not signed",
    (False, True): "{standings}; {others} have not signed",
    (True, False): "{standings}; 1 has neither signed nor consented",
    (True, True): "{standings}; {others} have neither signed nor consented",
}
"""By whether it is a treaty, to which parties need not have signed, and whether there are several:
how members without a standing are counted."""


def standings_in_words(counts: Mapping[str, int], *, public: bool) -> str:
    """Return how many members have each standing, in words: 1 signatory, 20 parties."""
    found = [(name, number) for name, number in counts.items() if name in COUNTED and number]
    if found:
        return joined(", ", [worded(COUNTED[name][n > 1], number=n) for name, n in found])
    if public:
        return worded("no signature that the public may see is recorded")
    return worded("no signature is recorded")


def standings_of_all(counts: Mapping[str, int], *, public: bool) -> str:
    """Return how many have each standing, and how many have not signed, as far as may be told."""
    standings, others = standings_in_words(counts, public=public), counts.get("none", 0)
    if not others:
        return standings
    template = WITHOUT[Standing.PARTY in counts, others > 1]
    return worded(template, standings=standings, others=others)


def members_in_words(counts: Mapping[str, int]) -> str:
    """Return how many members have each standing in their body, in words; "" for none."""
    found = [(name, number) for name, number in counts.items() if number]
    return joined(", ", [worded(MEMBERS[name][n > 1], number=n) for name, n in found])
