"""Which files are whole pictures, so that Word, PDF and browsers can show them."""

import struct
import zlib

import pytest

from infrastructure.render.png import SIGNATURE, is_whole_png

POINTS = zlib.compress(b"\0" + b"\x80\x20\x40" * 2)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one part of a picture with its checksum."""
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def picture(
    wide: int = 2, high: int = 1, kind: int = 2, points: bytes = POINTS, *, before: bytes = b""
) -> bytes:
    """Return a PNG of two points, or one that says other things of itself, in chunks `before`."""
    head = struct.pack(">IIBBBBB", wide, high, 8, kind, 0, 0, 0)
    parts = (chunk(b"IHDR", head), before, chunk(b"IDAT", points), chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def test_takes_a_whole_picture() -> None:
    """As programs write it."""
    assert is_whole_png(picture())
    assert is_whole_png(picture() + b"what some programs put behind it")
    assert is_whole_png(picture(kind=3, before=chunk(b"PLTE", b"\x80\x20\x40")))


def test_refuses_a_picture_that_is_cut_anywhere() -> None:
    """Programs that show it would fail, each in its own way."""
    for length in range(len(picture())):
        assert not is_whole_png(picture()[:length]), length


@pytest.mark.parametrize(
    "content",
    [
        picture(wide=0),
        picture(high=0),
        picture(wide=2**31 - 1),
        picture(high=2),
        picture(kind=1),
        picture(kind=3),
        picture(points=b"no pixels"),
        picture(points=zlib.compress(bytes(100_000))),
        SIGNATURE + chunk(b"IHDR", b"short") + chunk(b"IEND", b""),
    ],
)
def test_refuses_a_picture_that_is_not_what_it_says(content: bytes) -> None:
    """No pixels, too many, or fewer than its size; numbers of colours without the colours."""
    assert not is_whole_png(content)
