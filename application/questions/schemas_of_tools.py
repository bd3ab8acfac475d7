"""The published keys of answers about searching and replaying."""

from collections.abc import Mapping

ANSWERS: Mapping[str, Mapping[str, str]] = {}
