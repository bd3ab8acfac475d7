"""Read a PNG (ISO/IEC 15948): whether it is whole, so that no program that shows it fails."""

import zlib
from collections.abc import Iterator
from itertools import takewhile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 20_000_000
_HEADER = 13  # bytes of the first chunk
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # a pixel, by the colour type
_INDEXED = 3  # the colour type whose pixels are numbers of colours in the palette


def is_whole_png(content: bytes) -> bool:
    """Say whether a file is a PNG of a bounded size, with all its chunks and all its pixels."""
    if not content.startswith(SIGNATURE):
        return False
    chunks = list(png_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1] != b"IEND" or len(chunks[0][1]) != _HEADER:
        return False
    header = chunks[0][1]
    wide, high = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    if not 0 < wide * high <= MOST_PIXELS or header[9] not in _SAMPLES:
        return False
    if header[9] == _INDEXED and b"PLTE" not in takewhile(lambda kind: kind != b"IDAT", kinds):
        return False
    bits = header[8] * _SAMPLES[header[9]]
    least = (wide * high * bits + 7) // 8
    pixels = b"".join(data for kind, data in chunks if kind == b"IDAT")
    unpacking = zlib.decompressobj()
    try:
        unpacked = len(unpacking.decompress(pixels, 2 * (least + high) + 1_000))
    except zlib.error:
        return False
    return unpacking.eof and unpacked >= least


def png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and data of each chunk, up to the first that is cut or damaged."""
    at = len(SIGNATURE)
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        told = content[at + 4 : at + 8 + size]
        if zlib.crc32(told).to_bytes(4) != content[at + 8 + size : at + 12 + size]:
            return
        yield told[:4], told[4:]
        at += 12 + size
