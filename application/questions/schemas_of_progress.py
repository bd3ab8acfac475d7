"""The published keys of answers about progress."""

from collections.abc import Mapping

ANSWERS: Mapping[str, Mapping[str, str]] = {}
