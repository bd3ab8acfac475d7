"""Read settings from the environment, and check the values that have a form."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.errors import Malformed
from domain.values import Visibility
from domain.words import worded

VARIABLES = MappingProxyType({"checkpoints_key": "DEPOSITARY_KEY"})
"""Variables of the environment whose names differ from the keys of the file."""


def new_entries_shown_to(name: str | None) -> Visibility:
    """Return who may see new entries of which nothing is said; members, where nobody is named.

    Raises:
        Malformed: there is no such audience.
    """
    if name and name not in list(Visibility):
        expected = worded("public, members or secretariat as the setting visibility")
        raise Malformed.expected(expected, name)
    return Visibility(name or Visibility.MEMBERS)


def one_line(authority: str | None) -> str | None:
    """Return who issues documents, None for nobody.

    Raises:
        Malformed: it is no line of readable text.
    """
    if authority and not (authority.isprintable() and authority.strip()):
        expected = worded("one line as the setting authority, such as an office")
        raise Malformed.expected(expected, authority)
    return authority or None


def variable(environ: Mapping[str, str], key: str) -> str | None:
    """Return what a variable of the environment says of a setting, None where there is none.

    Raises:
        Malformed: it is no readable text.
    """
    name = VARIABLES.get(key, f"DEPOSITARY_{key.upper()}")
    value = environ.get(name)
    if value and not value.isprintable():
        raise Malformed.expected(worded("readable text in {name}", name=name), value)
    return value
