"""Damaged tables are told in a sentence, and a mistake of ours is not mistaken for them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.bootstrap import read_model_folder
from infrastructure.cli.open_register import check_for_corruption
from tests.infrastructure.cli.given import must, typed


def test_a_mistake_of_ours_stays_one(register: Path) -> None:
    """Whoever reports it needs the traceback."""
    must("members")

    with pytest.raises(KeyError, match="ours"), check_for_corruption(register):
        raise KeyError("ours")


def test_damaged_tables_are_told(register: Path) -> None:
    """The sentence says what to do, and after that it is well."""
    must("members")
    folder = read_model_folder(register)
    with closing(sqlite3.connect(folder / (folder / "current").read_text("ascii").strip())) as db:
        db.execute("UPDATE standing SET standing = 'cignatory'")
        db.commit()

    said = typed("status MISSION")
    with pytest.raises(Unavailable, match="are damaged"), check_for_corruption(register):
        raise ValueError

    assert (said.code, said.out) == (3, "")
    assert said.err == (
        "depositary: The tables are damaged. Make them anew with: depositary rebuild\n"
    )
    must("rebuild", "status MISSION")
