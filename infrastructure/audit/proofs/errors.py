"""How evidence fails: what it says and what it proves differ."""

from domain.errors import Refused


class NotProven(Refused):
    """Evidence does not prove what it says: a signature, a root or a proof does not fit."""


class DoesNotOpen(Refused):
    """A key stays shut: its passphrase is another."""
