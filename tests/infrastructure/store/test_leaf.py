"""The hashed bytes of an entry are a public format, so they may never change."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Malformed
from domain.event import EPOCH
from infrastructure.store.leaf import LARGEST, entry_bytes, format_time, leaf_hash

STREAM = "00112233445566778899aabbccddeeff"
DIGEST = sha256(b"{}").hexdigest()
NUMBERS = st.integers(min_value=0, max_value=LARGEST)
END = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
TIMES = st.integers(min_value=0, max_value=(END - EPOCH) // timedelta(microseconds=1))


def test_is_the_published_form() -> None:
    """An auditor rebuilds exactly these bytes from the documentation alone."""
    entry = entry_bytes(42, 1_795_559_770_872_243, STREAM, 1, "commitment.signed", DIGEST)

    assert entry == (
        b'{"originator_id":"00112233445566778899aabbccddeeff","originator_version":1,'
        b'"position":42,"recorded_at":"2026-11-24T22:36:10.872243Z",'
        b'"schema":"depositary-log-entry/v1","state_sha256":'
        b'"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",'
        b'"topic":"commitment.signed"}'
    )


@given(
    position=NUMBERS,
    recorded_us=TIMES,
    stream=st.binary(min_size=16, max_size=16).map(bytes.hex),
    version=NUMBERS,
    topic=st.from_regex(r"[a-z][a-z0-9.-]*", fullmatch=True),
    digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
)
def test_is_canonical_json(
    *, position: int, recorded_us: int, stream: str, version: int, topic: str, digest: str
) -> None:
    """The format string must not differ from a real encoder of RFC 8785."""
    moment = EPOCH + timedelta(microseconds=recorded_us)
    fields: dict[str, str | int | bool | float | None] = {
        "schema": "depositary-log-entry/v1",
        "position": position,
        "recorded_at": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z",
        "originator_id": stream,
        "originator_version": version,
        "topic": topic,
        "state_sha256": digest,
    }

    entry = entry_bytes(position, recorded_us, stream, version, topic, digest)

    assert entry == rfc8785.dumps(fields)


@pytest.mark.parametrize(
    "topic", ["", "Commitment", "1st", "a b", 'a"', "a\\", "a\n", "é", "a:b", "a_b", "٣"]
)
def test_refuses_a_topic_that_may_need_escaping(topic: str) -> None:
    """A quotation mark in a topic could make one entry look like another."""
    with pytest.raises(Malformed, match="Expected a topic of a-z"):
        entry_bytes(1, 0, STREAM, 1, topic, DIGEST)


@pytest.mark.parametrize("stream", ["", STREAM.upper(), STREAM[1:], STREAM + "\n"])
def test_refuses_a_stream_that_is_no_hex(stream: str) -> None:
    """One stream has one spelling, or its entry could not be found again."""
    with pytest.raises(Malformed, match="Expected a stream id of 32 hex digits"):
        entry_bytes(1, 0, stream, 1, "commitment.signed", DIGEST)


@pytest.mark.parametrize("digest", ["", DIGEST.upper(), DIGEST[1:], DIGEST + "\n"])
def test_refuses_a_digest_that_is_no_hex(digest: str) -> None:
    """A digest of another length is of another algorithm."""
    with pytest.raises(Malformed, match="Expected a SHA-256 of 64 hex digits"):
        entry_bytes(1, 0, STREAM, 1, "commitment.signed", digest)


@pytest.mark.parametrize(("position", "version"), [(-1, 1), (LARGEST + 1, 1), (1, -1), (1, 2**53)])
def test_refuses_numbers_that_json_cannot_hold(position: int, version: int) -> None:
    """Above 2**53 readers round differently and would compute another hash."""
    with pytest.raises(Malformed, match="Expected numbers from 0 to 9007199254740991"):
        entry_bytes(position, 0, STREAM, version, "commitment.signed", DIGEST)


@pytest.mark.parametrize(
    ("recorded_us", "text"),
    [
        (0, "1970-01-01T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (1_764_072_000_000_000, "2025-11-25T12:00:00.000000Z"),
        (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_writes_six_digits(recorded_us: int, text: str) -> None:
    """A whole second must not be written shorter than others."""
    assert format_time(recorded_us) == text


@pytest.mark.parametrize("recorded_us", [-(10**18), 10**18, 10**30])
def test_refuses_a_time_without_a_date(recorded_us: int) -> None:
    """A broken clock is told, not written."""
    with pytest.raises(Malformed, match="Expected a time in the years 1 to 9999"):
        format_time(recorded_us)


def test_hashes_a_leaf_apart_from_a_node() -> None:
    """The zero byte keeps a leaf from being passed off as an inner node (RFC 6962)."""
    assert leaf_hash(b"") == sha256(b"\x00").digest()
    assert leaf_hash(b"entry") == sha256(b"\x00entry").digest()
