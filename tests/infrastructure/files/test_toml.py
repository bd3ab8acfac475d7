"""TOML of whoever is read within bounds of memory."""

import tomllib

import pytest

from infrastructure.files.toml import DEEPEST, parsed

DOTS = "." * 3 * DEEPEST
FEWER = ".a" * (DEEPEST - 2)


@pytest.mark.parametrize(
    "text",
    [f'a.b = "{DOTS}"\n[c.d]\ne = 1\n', f'# {DOTS}\n"{DOTS}" = 1', f'a = """\n1 {DOTS} 9\n"""'],
)
def test_reads_what_people_write(text: str) -> None:
    """Dots in values, in remarks and between quotes are no parts of a key."""
    assert parsed(text) == tomllib.loads(text)


def test_reads_what_an_editor_marked_as_utf_8() -> None:
    """Who saved settings in such an editor sees no sign that could be wrong."""
    assert parsed("\ufeffa = 1\n") == {"a": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "a" + ".a" * DEEPEST + " = 1",
        "[a" + ".a" * 10**6 + "]",
        '"="' + ".a" * DEEPEST + " = 1",
        f'a{FEWER}."\N{LINE SEPARATOR}"{FEWER} = 1',
    ],
    ids=range(4),
)
def test_refuses_a_key_of_too_many_parts(line: str) -> None:
    """The parser keeps each beginning of a key: 200 kB would take 40 GB."""
    with pytest.raises(tomllib.TOMLDecodeError, match="line 2 has a key of over 100 parts"):
        parsed(f"b = 1\n{line}\n")


@pytest.mark.parametrize(
    ("value", "why"),
    [("[" * 5000, "it is nested too deep"), ("9" * 5000, "a number has too many digits")],
)
def test_says_what_python_would_not_read(value: str, why: str) -> None:
    """It spoke of its own settings."""
    with pytest.raises(tomllib.TOMLDecodeError, match=why):
        parsed(f"a = {value}")


@pytest.mark.slow
def test_goes_through_a_line_of_open_quotes_once() -> None:
    """A line of 100 KB took a minute, and one of a megabyte more than an hour."""
    with pytest.raises(tomllib.TOMLDecodeError):
        parsed("x = " + '\\"' * 200_000)
