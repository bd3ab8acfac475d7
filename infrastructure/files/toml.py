"""Read TOML within bounds of memory, whoever wrote it."""

import re
import tomllib
from typing import Any

from domain.words import worded

DEEPEST = 100
"""Parts of one key: the parser keeps each beginning of a key, so memory grows with the square."""
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"?|\'[^\']*\'?')
"""What is quoted, also where no quote ends it: a line is gone through once."""
_PART = re.compile(r"[\w-]\s*\.")


def parsed(text: str) -> dict[str, Any]:
    """Return what a text in TOML says.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML, has a key of more than `DEEPEST` parts, is nested
            too deep, or has a number of too many digits.
    """
    for number, line in enumerate(text.split("\n"), 1):
        key = re.split("[=#]", _QUOTED.sub("quoted", line), maxsplit=1)[0]
        if len(_PART.findall(key)) >= DEEPEST:
            raise tomllib.TOMLDecodeError(
                worded(
                    "line {number} has a key of over {parts} parts", number=number, parts=DEEPEST
                )
            )
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))  # which some editors write
    except RecursionError:
        raise tomllib.TOMLDecodeError(worded("it is nested too deep")) from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise tomllib.TOMLDecodeError(worded("a number has too many digits")) from None
