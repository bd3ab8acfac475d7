"""The published keys of answers about meetings, decisions and what is to be done."""

from collections.abc import Mapping

ANSWERS: Mapping[str, Mapping[str, str]] = {}
