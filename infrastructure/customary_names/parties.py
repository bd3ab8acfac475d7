"""Well-known parties that are no states: what kind of member each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.names import normal
from domain.values import MemberKind
from infrastructure.customary_names.tables import rows


@dataclass(frozen=True, slots=True)
class KnownParties:
    """The kinds by code and by normal name, and the codes by normal name."""

    kinds: Mapping[str, MemberKind]
    codes: Mapping[str, str]

    def kind_of(self, code: str, name: str = "") -> MemberKind | None:
        """Return the kind of a party by its code or its name, None where it is not in the table."""
        return self.kinds.get(code) or self.kinds.get(normal(name))


@lru_cache
def known_parties() -> KnownParties:
    """Return the table that ships with the software."""
    kinds: dict[str, MemberKind] = {}
    codes: dict[str, str] = {}
    for row in rows("parties.csv"):
        kind, name = MemberKind(row["kind"]), normal(row["name"])
        kinds[name] = kind
        if row["code"]:
            kinds[row["code"]], codes[name] = kind, row["code"]
    return KnownParties(kinds, codes)
