"""TOML of whoever is read within bounds of memory."""

import tomllib

import pytest

from infrastructure.files.toml import DEEPEST, parsed


def test_reads_what_people_write() -> None:
    """Dots in values are no parts of a key."""
    assert parsed(f'a.b = "{"." * 3 * DEEPEST}"\n[c.d]\ne = 1\n')["a"] == {"b": "." * 3 * DEEPEST}


@pytest.mark.parametrize("line", ["a" + ".a" * DEEPEST + " = 1", "[a" + ".a" * 10**6 + "]"])
def test_refuses_a_key_of_too_many_parts(line: str) -> None:
    """The parser keeps each beginning of a key: 200 kB would take 40 GB."""
    with pytest.raises(tomllib.TOMLDecodeError, match="line 2 has a key of over 100 parts"):
        parsed(f"b = 1\n{line}\n")
