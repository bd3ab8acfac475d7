"""Which e-mail addresses are accepted, when they are recorded and when they are written to.

Only plain addresses: what is quoted or in brackets could be read as several.
"""

import re

from domain.errors import Malformed

LONGEST = 254  # characters of an address, as mail servers take it
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"\w(?:[\w-]{0,61}\w)?"
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@({_LABEL}(?:\.{_LABEL})*)", re.ASCII)
_ENCODED = "=?"
"""How a word begins that mail programs decode, and may then read as part of a header."""


def domain_of(mail: str) -> str:
    """Return the part of an address behind the @.

    Raises:
        Malformed: no letter can be sent there; the sentence does not repeat the address.
    """
    found = _MAIL.fullmatch(mail)
    if found is None or _ENCODED in mail or len(mail) > LONGEST:
        raise Malformed("No letter can be sent to that address.")
    return found[1]


def must_be_deliverable(mail: str | None) -> None:
    """Refuse an address to which no letter can be sent, and say how one is written.

    Raises:
        Malformed: it is one.
    """
    if mail is not None and not is_deliverable(mail):
        raise Malformed(
            "No letter can be sent to that address. Write one address alone, such as "
            "ada@example.org: without brackets, in letters without accents."
        )


def is_deliverable(mail: str) -> bool:
    """Say whether letters can be sent to an address."""
    try:
        domain_of(mail)
    except Malformed:
        return False
    return True
