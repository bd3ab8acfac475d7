"""What the columns of other people's tables are called, in the six UN languages and German."""

import re
from collections.abc import Mapping
from functools import lru_cache

from domain.names import normal
from domain.words import worded
from infrastructure.customary_names.tables import names_what_is_to_come, rows
from infrastructure.customary_names.titles import LONGEST

SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED = (
    *("signed", "joined", "left", "suspended", "adopted", "stated"),
)
DUE = "due_on"
CONSENT = "consent"
"""A column of consents of several kinds, such as `Ratification / Accession`."""
CONSENTS = (
    *("ratification", "acceptance", "approval", "accession", "succession"),
    *("formal_confirmation", CONSENT),
)
"""Columns that hold the day on which such a consent was deposited."""
_BETWEEN = re.compile(r"[/,;|&]|\s(?:or|and|oder|und|ou|et|o|y)\s")
_DATE_NAMES = {
    SIGNED: worded("signature date"),
    JOINED: worded("date of joining"),
    LEFT: worded("date of leaving"),
    SUSPENDED: worded("date of suspension"),
    ADOPTED: worded("date of adoption"),
    STATED: worded("date of the report"),
    "in_force": worded("date of entry into force"),
    DUE: worded("due date"),
}
DATES = (SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED, *CONSENTS, "in_force", DUE)

IN_GROUP = " / "
"""Stands between the name of a group of columns and the name of one of them."""
_IN_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")


@lru_cache
def _kinds(file: str = "headers.csv") -> Mapping[str, str]:
    return {normal(row["header"]): row["kind"] for row in rows(file)}


def is_usual(header: str) -> bool:
    """Say whether a head is one of those that are known, to the letter."""
    return normal(header) in _kinds()


def kind_of(header: str) -> str | None:
    """Return what a column is about by its name, None where that is not clear.

    What stands in brackets, such as a unit, is not looked at, but where it says that nothing
    happened so far (`Signed (planned)`); of a column in a group, the group is.
    """
    if len(header) > LONGEST:
        return None
    kind = _kind(header)
    to_come = any(map(names_what_is_to_come, _IN_BRACKETS.findall(header)))
    return None if to_come and kind in DATES else kind


def consents_in(header: str) -> frozenset[str]:
    """Return the kinds of consents that a head of several names, such as `Ratification, Accession`.

    Beside ratification, joining is an accession.
    """
    parts = filter(str.strip, _BETWEEN.split(_IN_BRACKETS.sub(" ", header)))
    kinds = {_kinds().get(normal(part)) for part in parts} - {CONSENT}
    more = {*CONSENTS, JOINED} if "ratification" in kinds else {*CONSENTS}
    return frozenset(map(str, kinds)) if len(kinds) > 1 and kinds <= more else frozenset()


def _kind(header: str) -> str | None:
    if consents_in(header):
        return CONSENT
    group, _, name = header.rpartition(IN_GROUP)
    if not group:
        return _kinds().get(normal(name)) or _kinds().get(normal(_IN_BRACKETS.sub(" ", name)))
    own = _kind(name)
    both = {own, _kind(group)}
    if own != CONSENT and CONSENT in both and both <= {*CONSENTS}:  # a consent, and by which act
        return own
    if len(both) > 1 and both <= {*DATES}:  # who is approved joins; `Joined / Left` is two acts
        return JOINED if JOINED in both and not both.isdisjoint(CONSENTS) else None
    if own not in (None, "date"):
        return own
    return _kind(f"{group} {name}") or _kind(group) or own


def kind_of_contact(header: str) -> str | None:
    """Return what a column of a sheet of contacts is about, None where that is not clear.

    It is the `name` of a person, its `given` or `family` part, `email`, `office`, or `member`.
    """
    kinds, bare = _kinds("contact_headers.csv"), _IN_BRACKETS.sub(" ", header)
    known = kinds.get(normal(bare)) or kinds.get(normal(bare.rpartition(IN_GROUP)[2]))
    return known or ("member" if kind_of(header) in ("member", "code") else None)


def group_of(header: str) -> str:
    """Return the name of the group that a column stands in, "" without one."""
    return header.rpartition(IN_GROUP)[0]


def kind_name(kind: str) -> str:
    """Return what a column is about as a person says it."""
    return "as of" if kind == STATED else kind.replace("_", " ")


def date_name(kind: str) -> str:
    """Return what the date of a kind of column is called in a sentence."""
    return _DATE_NAMES.get(kind) or worded("date of {kind}", kind=kind_name(kind))
