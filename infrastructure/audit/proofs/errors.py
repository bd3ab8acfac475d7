"""Errors of evidence that proves nothing, and of keys that cannot be decrypted."""

from domain.errors import Refused


class NotProven(Refused):
    """Evidence does not prove what it says: a signature, a root or a proof does not fit."""


class WrongPassphrase(Refused):
    """The passphrase does not decrypt the key."""
