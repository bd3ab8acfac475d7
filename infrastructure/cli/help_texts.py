"""Help in the language of the run: click formats it, paragraph by paragraph."""

import re
from collections.abc import Iterable

import click

from infrastructure.cli.screen import choose_language
from infrastructure.language import ENGLISH, catalogue, sentence_translated, spoken_now

_EXTRA = r"(.*?)((?:  )?)\[([^\]]*)\]"
"""What click says of an option by itself: that it is required, or its default."""


class HelpFormatter(click.HelpFormatter):
    """Writes help in the language of the run; names, commands and examples stay as they are."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(indent_increment, width, max_width)
        choose_language()
        self._say = catalogue(spoken_now())

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is typed."""
        super().write_usage(prog, args, prefix or f"{self._say('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(self._say(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs; of an example only its heading is translated."""
        paragraphs = (self._paragraph(each) for each in text.split("\n\n"))
        super().write_text("\n\n".join(paragraphs))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, each with what it is."""
        super().write_dl([(name, self._meaning(text)) for name, text in rows], col_max, col_spacing)

    def _paragraph(self, text: str) -> str:
        if text.startswith("\b"):
            mark, heading, *lines = text.split("\n")
            return "\n".join([mark, f"{self._say(heading.removesuffix(':'))}:", *lines])
        return self._say(" ".join(text.split()))

    def _meaning(self, text: str) -> str:
        said = self._say(text)
        if said != text or spoken_now() == ENGLISH:
            return said
        if found := re.fullmatch(_EXTRA, text):
            inside = "; ".join(map(self._extra, found[3].split("; ")))
            return f"{self._say(found[1])}{found[2]}[{inside}]"
        return sentence_translated(text)

    def _extra(self, text: str) -> str:
        name, colon, value = text.partition(": ")
        return f"{self._say(name)}{colon}{value}"


class HelpContext(click.Context):
    """The context of every command, whose help is in the language of the run."""

    formatter_class = HelpFormatter
