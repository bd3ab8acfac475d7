"""The published keys of answers about the rest of the mission."""

from collections.abc import Mapping

ANSWERS: Mapping[str, Mapping[str, str]] = {}
