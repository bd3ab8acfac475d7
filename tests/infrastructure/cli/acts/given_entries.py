"""What tests of corrections need: commands that record, or are refused, and their JSON."""

import json
from collections.abc import Mapping, Sequence

from tests.infrastructure.cli.given import events, must, typed


def stored(line: str) -> int:
    """Type a command that has to succeed, and return how many events it recorded."""
    before = len(events())
    must(line)
    return len(events()) - before


def asked(line: str) -> Mapping[str, object]:
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    told: Mapping[str, object] = json.loads(said.out)
    return told


def rows(told: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    found = told["rows"]
    assert isinstance(found, list)
    return found


def refused(line: str) -> str:
    """Type a command that records nothing, and return why."""
    before = events()
    said = typed(line)
    assert (said.code, said.out) == (1, "")
    assert events() == before
    return said.err
