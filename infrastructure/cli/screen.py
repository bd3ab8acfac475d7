"""Both outputs, as people see them: no foreign text controls the terminal; data passes as it is."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from os import environ, terminal_size
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

import click

from domain.errors import DepositaryError, Malformed
from domain.words import Words, worded
from infrastructure.files.config_file import find_config
from infrastructure.files.reading import read_bounded
from infrastructure.files.terminal_text import escape_controls
from infrastructure.files.warned import WARNINGS
from infrastructure.language import ENGLISH, chosen, speak, speaking, translated

T = TypeVar("T")
LANGUAGE = "DEPOSITARY_LANGUAGE"
MOST = 1_000_000  # bytes of settings
NARROWEST = 50  # letters; two columns have room side by side


class Screen(StringIO):
    """Shows text on an output; what comes at once is one line there if it is a `sentence`.

    It goes silent when nobody reads any more, or, for sentences, when they cannot be written: a
    command does its work and returns its exit code all the same.
    """

    encoding = "utf-8"  # so that click writes here; what cannot be encoded behind it is escaped

    def __init__(self, target: TextIO, *, sentence: bool = False) -> None:
        super().__init__()
        self.target, self.sentence, self.silent = target, sentence, False

    @property
    def buffer(self) -> BinaryIO:
        """Where the shell's completion gets its words."""
        return self.target.buffer

    def write(self, text: str) -> int:
        """Write a text in which nothing is hidden."""
        lines = [text.removesuffix("\n")] if self.sentence else text.split("\n")
        end = "\n" if self.sentence and text.endswith("\n") else ""
        if text:  # click tries with none which kind of output it is
            self._do(lambda: self.target.write("\n".join(map(escape_controls, lines)) + end))
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        self._do(self.target.flush)

    def isatty(self) -> bool:
        """Say whether a terminal is behind it."""
        return self.target.isatty()

    def put(self, content: bytes) -> None:
        """Write data: byte for byte, but on a terminal as text."""
        if self.isatty():
            self.write(content.decode())
        else:
            self._do(lambda: self._hand_on(content))
        self.flush()

    def _hand_on(self, content: bytes) -> None:
        if isinstance(self.target, TextIOWrapper):
            self.target.flush()
            self.target.buffer.write(content)
        else:
            self.target.write(content.decode())

    def _do(self, act: Callable[[], object]) -> None:
        try:
            if not self.silent:
                act()
        except OSError as error:
            self.silent = True
            if not (self.sentence or isinstance(error, BrokenPipeError)):
                raise


@contextmanager
def screens() -> Iterator[None]:
    """Show through screens all that is written to both outputs, as far as they are open.

    Warnings are written to stderr meanwhile, and what is waited for in vain is counted together.
    """
    out: TextIO | None = sys.stdout
    err: TextIO | None = sys.stderr
    if out is not None:
        sys.stdout = Screen(out)
    if err is not None:
        sys.stderr = Screen(err, sentence=True)
    before, WARNINGS.show, WARNINGS.in_vain = WARNINGS.show, _warn, 0.0
    try:
        with speaking(None):
            yield
    finally:
        WARNINGS.show, WARNINGS.in_vain = before, None
        for name in ("stdout", "stderr"):
            screen = getattr(sys, name)
            if isinstance(screen, Screen):
                setattr(sys, name, StringIO() if screen.silent else screen.target)


def bare(stream: TextIO) -> TextIO:
    """Return an output itself, for what moves about on a terminal, such as a bar of progress."""
    return stream.target if isinstance(stream, Screen) else stream


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], object]]:
    """Show on a terminal how much of a long work is done, with an estimate; nothing in a pipe.

    What is yielded gets how much more is done, of `length` in all.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    shown = click.progressbar(
        length=length,
        label=spoken(label),
        file=bare(sys.stderr),
        update_min_steps=max(1, length // 1000),
    )
    with shown as bar:
        yield bar.update


def watched(label: str, items: Iterable[T], length: int) -> Iterator[T]:
    """Yield items, of which there are about so many, and show how many are done."""
    with progress(label, length) as done:
        for item in items:
            yield item
            done(1)


def spoken(text: str) -> str:
    """Return words in the language of this run; a text that is no words stays as it is."""
    if not isinstance(text, Words):
        return text
    choose_language()
    return translated(text)


def must_confirm(question: Words) -> None:
    """Ask until a person says yes, in its language or ours; without a yes the command ends.

    Raises:
        Abort: the answer is no, or none.
    """
    yes, no = spoken(worded("yes")), spoken(worded("no"))
    asked = f"{spoken(question)} [{yes[0]}/{no[0].upper()}]"
    while True:
        said = click.prompt(asked, default="", show_default=False, err=True).strip().lower()
        if said in {"y", "yes", yes[0], yes}:
            return
        if said in {"", "n", "no", no[0], no}:
            raise click.Abort


def choose_language() -> None:
    """Speak the language of the settings from here on, unless this run speaks one already."""
    if chosen() is None:
        speak(_language_here())


def _language_here() -> str:
    """Return the language of the settings; English where they cannot be read."""
    try:
        if not _may_name_one(find_config(Path.cwd())):
            return ENGLISH
        from infrastructure.bootstrap import settings  # noqa: PLC0415  # it takes long to load

        return settings({}, environ, Path.cwd()).language
    except (DepositaryError, OSError):
        return ENGLISH


def _may_name_one(config: Path | None) -> bool:
    """Say whether the settings may name a language, so that they have to be read."""
    named = config is not None and b"language" in read_bounded(config, MOST)
    return named or LANGUAGE in environ


def say(*lines: str) -> None:
    """Print lines that have foreign text in them, each on one line, words in our language."""
    for line in lines:
        click.echo(escape_controls(spoken(line)))


def show_done(done: Words, show: Callable[[], None]) -> None:
    """Print what came of work that is `done`, also where that cannot be printed."""
    try:
        show()
        sys.stdout.flush()
    except OSError as error:
        tell("{done}; not printed: {strerror}.", done=done, strerror=error.strerror)


def tell(sentence: str, /, *, indent: str = "", **values: object) -> None:
    """Print a sentence, marked for translation, beside what the command prints: on stderr."""
    click.echo(indent + spoken(worded(sentence, **values)), err=True)


def _warn(sentence: str) -> None:
    click.echo(f"depositary: {spoken(sentence)}", err=True)


def put_traceback(error: BaseException) -> None:
    """Print where an error arose, for whoever corrects the program."""
    import traceback  # noqa: PLC0415  # help does without

    traceback.print_exception(error, file=Screen(bare(sys.stderr)))


def put_json(told: object) -> None:
    """Print data as JSON."""
    put(f"{json.dumps(told, ensure_ascii=False, indent=2)}\n")


def screen_width() -> int | None:
    """Return how many letters a line of the terminal has, None where the output is no terminal."""
    return max(NARROWEST, _size().columns) if _is_terminal() else None


def _size() -> terminal_size:
    from shutil import get_terminal_size  # noqa: PLC0415  # it loads three kinds of compression

    return get_terminal_size()


def _is_terminal() -> bool:
    out: TextIO | None = sys.stdout
    return out is not None and out.isatty()


def put_in(form: str, content: bytes | str, *, binary: bool = False) -> None:
    """Print what is in a form: text is for people, wherever it goes; all others are data.

    Text that is longer than a terminal is shown page by page.

    Raises:
        Malformed: see `put`.
    """
    if form != "text":
        put(content, binary=binary)
        return
    text = content.decode() if isinstance(content, bytes) else content
    if _is_terminal() and text.count("\n") >= _size().lines:
        lines = text.removesuffix("\n").split("\n")  # the pager ends the last line itself
        _page("\n".join(map(escape_controls, lines)))
    else:
        click.echo(text, nl=False)


def _page(text: str) -> None:
    try:
        click.echo_via_pager(text)
    except ValueError:  # PAGER has a quotation mark that is not closed
        click.echo(text)


def put(content: bytes | str, *, binary: bool = False) -> None:
    """Print data, byte for byte; a terminal gets text only.

    What is no text in the name of a file is escaped as JSON has it.

    Raises:
        Malformed: it is no text, and would only upset the terminal.
    """
    out: TextIO | None = sys.stdout
    if out is None:
        return
    if binary and out.isatty():
        raise Malformed("This form is no text for a screen: say where it goes, with --output FILE.")
    screen = out if isinstance(out, Screen) else Screen(out)
    screen.put(content.encode(errors="backslashreplace") if isinstance(content, str) else content)


class SeveralWrong(click.UsageError):
    """Several values of one command are wrong; there is one line for each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = tuple(lines)
