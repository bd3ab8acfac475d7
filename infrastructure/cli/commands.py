"""The names of all commands under headings, each with its module and first sentence."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_TABLE: dict[str, dict[str, tuple[str, str]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
HEADINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {heading: {n: told for n, (_, told) in each.items()} for heading, each in _TABLE.items()}
)
"""By heading, and by name: the first sentence of the help of a command, which is not loaded."""
COMMANDS: Mapping[str, str] = MappingProxyType(
    {name: module for each in _TABLE.values() for name, (module, _) in each.items()}
)
"""By name, in the order in which people need them: the module of `infrastructure.cli` it is in."""
