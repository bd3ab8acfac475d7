"""The letterhead of reports: a logo, a colour and a line, checked before a report is made."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from domain.errors import Malformed
from domain.words import worded
from infrastructure.files.reading import read_bounded, told_if_unreadable

LETTERHEAD = ("logo", "colour", "letterhead")
"""The keys of the settings that make it."""
LARGEST = 2_000_000  # bytes of a logo
CONTRAST = 4.5  # of text on white, as WCAG 2.2 AA asks for
_A_METRE = b"\x01"  # the unit of a density; in no unit it tells only whether pixels are square
_COLOUR = r"#[0-9a-fA-F]{6}"


class Letterhead(NamedTuple):
    """What the settings say: `logo` is the name of a PNG in the folder of templates.

    `colour` is that of titles and rules (`#1f3a5f`), `line` stands above the title beside the logo.
    """

    logo: str | None = None
    colour: str | None = None
    line: str | None = None

    @classmethod
    def of(cls, value: Callable[[str], str | None]) -> Self:
        """Return what `value` says of each of `LETTERHEAD`."""
        logo, colour, line = map(value, LETTERHEAD)
        return cls(logo=logo, colour=colour, line=line)

    def checked(self, templates: Path | None) -> "CheckedLetterhead":
        """Return it with the logo read.

        Raises:
            Malformed: the logo is no PNG or there is no folder for it, the colour is none or too
                light to be read on white, or the line is none.
            Unavailable: the logo cannot be read.
        """
        return CheckedLetterhead(
            logo=_picture(templates, self.logo) if self.logo else None,
            colour=_readable(self.colour) if self.colour else None,
            line=_one_line(self.line) if self.line else None,
        )


class CheckedLetterhead(NamedTuple):
    """A letterhead that can be printed; `logo` is the content of a PNG."""

    logo: bytes | None = None
    colour: str | None = None
    line: str | None = None

    @property
    def content(self) -> Mapping[str, bytes]:
        """What of it changes a document, by the name of the setting."""
        given = {"logo": self.logo, "colour": self.colour, "letterhead": self.line}
        return {
            name: value if isinstance(value, bytes) else value.encode()
            for name, value in given.items()
            if value
        }

    @property
    def points(self) -> float:
        """How many points high the logo is in the size that it says itself, else at 96 to an inch.

        Only a letterhead with a logo may be asked.
        """
        assert self.logo is not None
        from infrastructure.render.png import png_chunks  # noqa: PLC0415  # few have a logo

        chunks = dict(png_chunks(self.logo))
        high, density = int.from_bytes(chunks[b"IHDR"][4:8]), chunks.get(b"pHYs", b"")
        metre = int.from_bytes(density[4:8]) if density[8:] == _A_METRE else 0
        return high * 72 / (metre * 0.0254 if metre else 96)

    @property
    def breadth(self) -> float:
        """How many times as wide as high the logo is, whatever density it tells."""
        wide, high = self._pixels
        return wide / high

    @property
    def _pixels(self) -> tuple[int, int]:
        assert self.logo is not None
        return int.from_bytes(self.logo[16:20]), int.from_bytes(self.logo[20:24])

    @property
    def logo_address(self) -> str | None:
        """The logo as an address that holds it."""
        return f"data:image/png;base64,{b64encode(self.logo).decode()}" if self.logo else None

    @property
    def logo_svg(self) -> str | None:
        """The logo as a drawing that holds it, for a template that takes texts only."""
        if self.logo is None:
            return None
        wide, high = self._pixels
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
            f'height="{high}"><image href="{self.logo_address}" width="{wide}" height="{high}"/>'
            "</svg>"
        )


def _picture(templates: Path | None, name: str) -> bytes:
    if templates is None:
        raise Malformed(
            "The logo {name} has no place: it belongs into the folder that is named as templates.",
            name=name,
        )
    from infrastructure.render.png import is_whole_png  # noqa: PLC0415  # few have a logo

    path = templates / Path(name).name
    with told_if_unreadable(path, worded("The logo {path} cannot be read: {strerror}.")):
        content = read_bounded(path, LARGEST)
    if not is_whole_png(content):
        raise Malformed.expected(
            worded("a whole picture of the form PNG as logo, of at most 20 million pixels"), name
        )
    return content


def _readable(colour: str) -> str:
    if not re.fullmatch(_COLOUR, colour):
        raise Malformed.expected(worded("a colour such as #1f3a5f as the setting colour"), colour)
    light = sum(
        share * _linear(int(colour[at : at + 2], 16) / 255)
        for share, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5))
    )
    if 1.05 / (light + 0.05) < CONTRAST:
        raise Malformed(
            "The colour {colour} is too light: titles in it could not be read on white.",
            colour=colour,
        )
    return colour.lower()


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise Malformed.expected(worded("one line of text as the setting letterhead"), text)
    return text


def _linear(part: float) -> float:
    dark = 0.04045
    return part / 12.92 if part <= dark else float(((part + 0.055) / 1.055) ** 2.4)
