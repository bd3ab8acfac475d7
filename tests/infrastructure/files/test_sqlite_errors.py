"""What SQLite says of a damaged file is damage, also where it is no text."""

import sqlite3

import pytest

from infrastructure.files.sqlite_errors import undecodable_as_corrupt


def test_words_that_are_no_text_mean_damage() -> None:
    """Python cannot read them, and would show a traceback in place of a sentence."""
    with pytest.raises(sqlite3.DatabaseError, match="malformed") as told, undecodable_as_corrupt():
        b"\xff".decode()

    assert told.value.sqlite_errorcode == sqlite3.SQLITE_CORRUPT
