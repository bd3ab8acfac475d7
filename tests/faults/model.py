"""What a register should answer, from plain dictionaries: slow, short, and written without it.

It knows what was recorded (by position), and nothing of how the register keeps or asks it.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Fact = Mapping[str, str | tuple[str, ...]]
"""What one event says: id, topic, member, commitment, of, on, ends, excepting, about, visibility.

`about` is the entry that it amends; `visibility` is who sees what was recorded, from its day on.
"""
Found = dict[str, tuple[str, str]]
RANKS = {"public": 0, "members": 1, "secretariat": 2}
SCOPES = {
    ("member.withdrew", ""): {"member.joined", "member.suspended"},
    ("member.reinstated", ""): {"member.suspended"},
    ("commitment.withdrawn", "signature"): {"commitment.signed"},
}
"""What an ending ends of the earlier days, beside what it names."""


def first_day(text: str) -> date:
    """Return the first day that a date can mean."""
    year, month, *day = map(int, text.split("-"))
    return date(year, month, day[0] if day else 1)


def last_day(text: str) -> date:
    """Return the last day that a date can mean: from then on it holds for certain."""
    year, month, *day = map(int, text.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1])


@dataclass
class Model:
    """Every event in order; the first has position 1."""

    facts: list[Fact] = field(default_factory=list)

    def entries(self, known: int, audience: str) -> dict[str, dict[str, object]]:
        """Return the entries that are seen, each as it was known, but for who sees it: as today."""
        shown, found = dict[str, str](), dict[str, dict[str, object]]()
        for position, fact in enumerate(self.facts, start=1):
            about = str(fact["about"] or fact["id"])
            if fact["topic"] == "record.visibility-changed":
                shown[about] = str(fact["visibility"])
            elif position > known:
                continue
            elif fact["topic"] == "record.retracted":
                found[about]["stands"] = False
            elif fact["about"]:
                found[about] |= {"on": fact["on"], "stands": True}
            else:
                found[about] = {**fact, "order": position, "stands": True}
        return {
            each: entry
            for each, entry in found.items()
            if RANKS[shown.get(each, str(entry["visibility"]))] <= RANKS[audience]
        }

    def members(self, on: date, known: int, audience: str) -> Mapping[str, str]:
        """Return the standing of each member that has any."""
        entries = self.entries(known, audience)
        found: dict[str, str] = {}
        for member in {str(entry["member"]) for entry in entries.values()}:
            mine = {each: e for each, e in entries.items() if e["member"] == member}
            joined = [e for e in mine.values() if e["topic"] == "member.joined" and begun(e, on)]
            barred = [e for e in mine.values() if e["topic"] == "member.suspended"]
            if any(holds(each, mine, on) for each in joined):
                suspended = any(holds(each, mine, on) for each in barred)
                found[member] = "suspended" if suspended else "active"
            elif joined:
                found[member] = "withdrawn"
        return found

    def standings(self, on: date, known: int, audience: str) -> Found:
        """Return, by member and commitment, where it stands and when it signed."""
        entries = self.entries(known, audience)
        found: Found = {}
        signatures = [e for e in entries.values() if e["topic"] == "commitment.signed"]
        for place in {(str(e["member"]), str(e["commitment"])) for e in signatures}:
            mine = {k: e for k, e in entries.items() if (e["member"], e["commitment"]) == place}
            signed = [e for e in signatures if e in mine.values() and begun(e, on)]
            standing = [each for each in signed if holds(each, mine, on)]
            if signed:
                last = max(standing or signed, key=lambda e: (last_day(str(e["on"])), e["order"]))
                word = "signatory" if standing else "former_signatory"
                found[" ".join(place)] = (word, str(last["on"]))
        return found


def begun(entry: Mapping[str, object], on: date) -> bool:
    """Say whether an entry stands and has begun by a day."""
    return bool(entry["stands"]) and last_day(str(entry["on"])) <= on


def holds(
    entry: Mapping[str, object], entries: Mapping[str, Mapping[str, object]], on: date
) -> bool:
    """Say whether it has begun, and nothing that ends it holds, which may have been ended too."""
    return begun(entry, on) and not any(holds(each, entries, on) for each in ends(entry, entries))


def ends(
    entry: Mapping[str, object], entries: Mapping[str, Mapping[str, object]]
) -> Iterator[Mapping[str, object]]:
    """Yield what ends an entry: by name, or as an act of an earlier day of the same place."""
    place = entry["member"], entry["commitment"]
    for each in entries.values():
        scope = SCOPES.get((str(each["topic"]), str(each["of"])), set())
        covers = entry["topic"] in scope and (each["member"], each["commitment"]) == place
        earlier = last_day(str(entry["on"])) < first_day(str(each["on"])) if covers else False
        if entry["id"] in named(each, "ends") or (
            earlier and entry["id"] not in named(each, "excepting")
        ):
            yield each


def named(entry: Mapping[str, object], key: str) -> Sequence[object]:
    """Return the entries that one names."""
    found = entry[key]
    return found if isinstance(found, Sequence) else ()
