"""Refuse names of time zones that there are not."""

from difflib import get_close_matches
from zoneinfo import available_timezones

from domain.errors import Refused
from domain.words import either

_OF_THE_MACHINE = frozenset({"localtime", "Factory", "posixrules"})  # no zones of a place


def must_be_zone(zone: str) -> None:
    """Refuse a name of no time zone in the IANA database, as this machine has it.

    Raises:
        Refused: there is none of that name; likely ones are named.
    """
    known = available_timezones() - _OF_THE_MACHINE
    if zone not in known:
        plain = {each.casefold(): each for each in known}
        near = get_close_matches(zone.casefold(), plain, n=2, cutoff=0.8)
        sentence = "There is no time zone {zone!r}. Did you mean {near}?"
        if not near:
            sentence = "There is no time zone {zone!r}. Write a name such as Europe/Zurich."
        names = [plain[each] for each in near]
        raise Refused(sentence, zone=zone, near=either(names)).at("zone")
