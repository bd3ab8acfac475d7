"""Members that may be the same party: with equal or similar names or codes, now or before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from domain.codes import Codes
from domain.errors import Refused
from domain.events.members import Applied, Joined, NameRecorded, Renamed
from domain.log.expunging import REMOVED
from domain.members.member import Member, admissions
from domain.names import normal
from domain.values import MemberKind
from domain.words import worded

_TWO_LETTERS = 2
_LONG = 5  # letters of a word in which one may be a typing error
_FORMS = frozenset(
    (
        *("kingdom", "republic", "principality", "federation", "commonwealth", "of"),
        *("royaume", "republique", "principaute", "du", "de", "la", "des"),
        *("reino", "republica", "principado", "federacion", "del"),
    )
)
"""Words of official names that short names do without, as `normal` has them."""
Key = tuple[str, str]
"""What two names have in common that may be names of one party: its kind, and the text."""

NamingEvent = Joined | Renamed | Applied | NameRecorded
NAMING: tuple[type[NamingEvent], ...] = (Joined, Renamed, Applied, NameRecorded)
"""The events that say how a member is called, in whatever language."""


def name_in(event: NamingEvent) -> str:
    """Return the name that an event gives, "" where it gives none or that was removed."""
    return event.name if event.name and event.name != REMOVED else ""


def no_country(_: str) -> str | None:
    """Say that a name or a code is that of no country: there is no table of names."""
    return None


def keys_of(text: str, country: Callable[[str], str | None] = no_country) -> tuple[Key, ...]:
    """Return the keys of a name or a code: its normal form, then the country that it means."""
    code = country(text)
    return (("", normal(text)), ("country", code)) if code else (("", normal(text)),)


def near_keys(name: str) -> list[Key]:
    """Return the keys that a name shares with similar ones, each once.

    Similar is a name without words such as "Republic of", or with one letter more, less or another
    one in a long word.
    """
    words = normal(name).split()
    kept = [word for word in words if word not in _FORMS] or words
    without = [
        " ".join([*kept[:n], word[:at] + word[at + 1 :], *kept[n + 1 :]])
        for n, word in enumerate(kept)
        if len(word) >= _LONG and word.isalpha()
        for at in range(len(word))
    ]
    return [("near", text) for text in dict.fromkeys([" ".join(kept), *without])]


def keys_in(event: NamingEvent, country: Callable[[str], str | None]) -> list[Key]:
    """Return the keys of the name and the code of a member, as far as an event gives them."""
    equal = [key for _, keys in texts_of(event, country) for key in keys]
    return [*equal, *(near_keys(name) if (name := name_in(event)) else ())]


def texts_of(
    event: NamingEvent, country: Callable[[str], str | None]
) -> list[tuple[str, tuple[Key, ...]]]:
    """Return the name and the code of a member, as far as an event gives them, with their keys."""
    texts = [text for text in (name_in(event), event.member) if text]
    is_state = isinstance(event, Joined | Applied) and event.kind == MemberKind.STATE
    return list(zip(texts, _keys_of_party(texts, country, is_state=is_state), strict=True))


def _keys_of_party(
    texts: Sequence[str], country: Callable[[str], str | None], *, is_state: bool
) -> list[tuple[Key, ...]]:
    """Return the keys of each name and code of one party.

    A code of two letters may stand for anything: it means a country only where it is that of a
    state none of whose names means one.
    """
    is_clear = is_state and not any(country(t) for t in texts if len(t) != _TWO_LETTERS)
    return [
        keys_of(t, country if is_clear or len(t) != _TWO_LETTERS else no_country) for t in texts
    ]


def duplicate_refusal(given: str, code: str, other: str, called: str) -> Refused:
    """Return the refusal to admit a party that is called as a member is, with both ways on."""
    return Refused(
        "{given!r} is a name or a code of {other} ({called}), which is there already. "
        "If {code} is the same party, use {other}, or if its code changed: depositary "
        "member recode {other} {code} --on DAY. If it is another party, say why with "
        "--distinct.",
        given=given,
        other=other,
        called=called,
        code=code,
    )


class NamedMember(NamedTuple):
    """How one member is and was called: names and codes, and whether it was said to be another."""

    code: str
    name: str
    called: frozenset[str]
    distinct: bool
    is_state: bool
    entry: str
    position: int

    @classmethod
    def of(cls, member: Member, codes: Codes) -> "NamedMember":
        """Read it from a member's history."""
        history = member.history
        first = min(admissions(history), key=lambda entry: entry.order)
        given = [event for kind in NAMING for _, event in history.each(kind)]
        return cls(
            code=member.code,
            name=member.name,
            called=frozenset((*map(name_in, given), *codes.all_of(member.code))) - {""},
            distinct=any(isinstance(e, Joined | Applied) and e.distinct for e in given),
            is_state=member.kind == MemberKind.STATE,
            entry=first.description,
            position=first.first.position,
        )


def possible_duplicates(
    parties: Iterable[NamedMember], country: Callable[[str], str | None]
) -> Iterator[tuple[NamedMember, NamedMember, str]]:
    """Yield pairs that look like one party, in the order in which they came, and by what.

    Those that were said to be another party are left out. `country` is the code of the country
    that a name or a code means, None where it means none.
    """
    first_come = sorted(parties, key=lambda party: (party.position, party.code))
    called: dict[Key, list[tuple[NamedMember, str]]] = {}
    for party in first_come:
        for key, text in () if party.distinct else _keys(party, country).items():
            called.setdefault(key, []).append((party, text))
    seen: set[tuple[str, str]] = set()
    for (kind, _), alike_by in sorted(called.items(), key=lambda item: item[0][0] == "near"):
        for (one, first), (other, second) in combinations(alike_by, 2):
            if kind == "near" and country(first) and country(second):
                continue  # "Niger" and "Nigeria" are both names of countries
            if (one.code, other.code) not in seen:
                seen.add((one.code, other.code))
                yield one, other, f"{first!r} and {second!r}"


def _keys(party: NamedMember, country: Callable[[str], str | None]) -> dict[Key, str]:
    called = sorted(party.called)
    found = list(zip(_keys_of_party(called, country, is_state=party.is_state), called, strict=True))
    names = {keys[0]: text for keys, text in found}
    near = {key: text for text in called for key in near_keys(text)}
    return near | names | {key: text for keys, text in found for key in keys[1:]}


def duplicates_sentence(one: NamedMember, other: NamedMember, by: str) -> str:
    """Return the sentence about a pair."""
    return worded(
        "{code} ({name}) and {other} ({other_name}) look like one party, by {names}.",
        code=one.code,
        name=one.name,
        other=other.code,
        other_name=other.name,
        names=by,
    )


def duplicates_commands(one: NamedMember, other: NamedMember) -> str:
    """Return the commands of which one settles a pair."""
    return worded(
        "If they are: depositary member recode {code} {other} --on DAY. If not: "
        "depositary correct @{position} distinct=WHY --because completed",
        code=one.code,
        other=other.code,
        position=other.position,
    )
