"""The bytes of a log entry and its hash, which anyone can make again from the stored event."""

import re
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256

from domain.errors import Malformed
from domain.event import EPOCH, instant
from domain.words import worded

LARGEST = 2**53 - 1  # JSON readers keep no larger integer exact, and RFC 8785 allows none
STREAM = re.compile(r"[0-9a-f]{32}")
TOPIC = re.compile(r"[a-z][a-z0-9.-]*")
DIGEST = re.compile(r"[0-9a-f]{64}")


_is_topic = lru_cache(maxsize=256)(TOPIC.fullmatch)
_is_stream = lru_cache(maxsize=1 << 12)(STREAM.fullmatch)


@lru_cache(maxsize=16)  # all entries of an act have one time
def format_time(recorded_us: int) -> str:
    """Write microseconds since 1970 UTC as ``2026-11-24T22:36:10.872243Z``, always with six digits.

    Raises:
        Malformed: the time lies outside the years 1 to 9999.
    """
    second, us = divmod(recorded_us, 1_000_000)
    try:
        return f"{_to_the_second(second)}.{us:06}Z"
    except OverflowError:
        raise Malformed.expected("a time in the years 1 to 9999", recorded_us) from None


@lru_cache(maxsize=256)
def _to_the_second(second: int) -> str:
    return instant(EPOCH + timedelta(seconds=second), "seconds").removesuffix("Z")


def entry_bytes(
    position: int,
    recorded_us: int,
    originator_id_hex: str,
    originator_version: int,
    topic: str,
    state_sha256_hex: str,
) -> bytes:
    """Return the RFC 8785 bytes of an entry: sorted keys, no spaces, nothing that needs escaping.

    Raises:
        Malformed: a value would need escaping, or JSON could not hold it exactly.
    """
    if not _is_topic(topic):
        raise Malformed.expected("a topic of a-z, 0-9, dots and hyphens", topic)
    if not _is_stream(originator_id_hex):
        raise Malformed.expected("a stream id of 32 hex digits", originator_id_hex)
    if not DIGEST.fullmatch(state_sha256_hex):
        raise Malformed.expected("a SHA-256 of 64 hex digits", state_sha256_hex)
    if not (0 <= position <= LARGEST and 0 <= originator_version <= LARGEST):
        raise Malformed.expected(
            worded("numbers from 0 to {largest}", largest=LARGEST), (position, originator_version)
        )
    return (
        f'{{"originator_id":"{originator_id_hex}","originator_version":{originator_version},'
        f'"position":{position},"recorded_at":"{format_time(recorded_us)}",'
        f'"schema":"depositary-log-entry/v1","state_sha256":"{state_sha256_hex}",'
        f'"topic":"{topic}"}}'
    ).encode("ascii")


def leaf_hash(entry: bytes) -> bytes:
    """Hash an entry as a leaf of an RFC 6962 tree: 32 bytes."""
    return sha256(b"\x00" + entry).digest()
