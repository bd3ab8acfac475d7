"""`text …` and `commitment …`: the wording that members sign, from a file or typed."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from application.recording import Recording
from application.use_cases import taskforces, texts
from domain.errors import Malformed
from domain.events.commitment import Closed, Split, Superseded
from domain.events.taskforce import AuthenticText, InstrumentAdopted
from domain.values import ImpreciseDate, LegalNature, MemberKind
from infrastructure.cli.options import ON, Group, example, recording_options
from infrastructure.cli.session import Session
from infrastructure.importers.files import read_bounded

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NUMBERED = re.compile(r"(?m)^\s{0,3}(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
LARGEST = 50_000_000  # bytes
PLAIN = (".md", ".txt")
LONGEST_WORDING = 50_000  # letters; what is longer is bound by the sha256 of its file alone


@click.group(cls=Group, epilog=example("text check mission.md"))
def text() -> None:
    """Adopt a text from a file, or check that a file is that text."""


@text.command(
    epilog=example(
        "text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10"
    )
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE …")
@click.option("--reference", required=True, help="What people call it, such as MISSION.")
@click.option("--title", required=True)
@click.option("--version", default="1", show_default=True)
@click.option(
    "--nature",
    type=click.Choice([str(n) for n in LegalNature]),
    default="political",
    help="[political]",
)
@click.option("--language", multiple=True, metavar="CODE", help="Of each file, in order.  [en]")
@click.option(
    "--open-to", multiple=True, type=click.Choice([str(k) for k in MemberKind]), help="[all]"
)
@click.option("--who-may-sign", help="In words.")
@ON
@recording_options
@click.pass_context
def adopt(
    ctx: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    reference: str,
    title: str,
    version: str,
    nature: str,
    language: tuple[str, ...],
    open_to: tuple[str, ...],
    who_may_sign: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Open a text for signature: one FILE an authentic language.

    Its numbered paragraphs ("1. We will …", in the first file) become its commitments, as
    REFERENCE-1 and so on. A treaty, or a text without numbers, is one commitment. With a new
    --version, commitments in other words are amended, and those that are gone are closed. The
    sha256 of each file is recorded, and of its wording where the file is plain text.
    """
    languages = language or ("en",)
    if len(languages) != len(files):
        raise Malformed(f"There are {len(files)} files and {len(languages)} --language options.")
    contents = [_content(file) for file in files]
    wording = _wording(contents[0])
    found = _commitments(reference, nature, title, wording)

    def decide(recording: Recording, body: str) -> None:
        recording.correlate()
        instrument = InstrumentAdopted(
            reference=reference,
            title=title,
            legal_nature=LegalNature(nature),
            version=version,
            preamble=_preamble(nature, wording),
            open_to=tuple(map(MemberKind, open_to)),
            who_may_sign=who_may_sign,
            authentic_texts=tuple(map(_authentic, languages, contents)),
        )
        taskforces.adopt_instrument(recording, body, instrument, on)
        texts.adopt_all(recording, body, reference, found, on, version)

    Session(ctx).record(decide, **shared)


def _content(file: Path) -> bytes:
    content = read_bounded(file, LARGEST)
    if not content.strip():
        raise Malformed(f"{file.name} is empty.")
    if file.suffix.lower() in PLAIN and _wording(content) is None:
        raise Malformed(f"{file.name} is no text in UTF-8; save it as UTF-8, or adopt its PDF.")
    return content


def _wording(content: bytes) -> str | None:
    """Return the text of a file, or None for a PDF or another document that is no plain text."""
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in decoded else decoded.replace("\r\n", "\n").replace("\r", "\n")


def _authentic(language: str, content: bytes) -> AuthenticText:
    wording = _wording(content)
    return AuthenticText(
        language=language,
        file_sha256=sha256(content).hexdigest(),
        text_sha256=None if wording is None else taskforces.text_digest(wording),
    )


def _commitments(
    reference: str, nature: str, title: str, wording: str | None
) -> Sequence[tuple[str, str]]:
    """Return reference and words of each commitment; a numbered item runs to the next number."""
    if wording is None or len(wording) > LONGEST_WORDING:
        return [(reference, title)]
    marks = [] if nature == LegalNature.TREATY else list(NUMBERED.finditer(wording))
    if not marks:
        return [(reference, wording.strip())]
    numbers = [mark[1] for mark in marks]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise Malformed(f"The number {twice[0]} occurs twice in the text; mend that first.")
    ends = [*(mark.start() for mark in marks[1:]), len(wording)]
    return [
        (f"{reference}-{mark[1]}", " ".join(wording[mark.end() : end].split()))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _preamble(nature: str, wording: str | None) -> str | None:
    """Return what stands before the first number of a political text."""
    first = NUMBERED.search(wording or "")
    if wording is None or first is None or nature == LegalNature.TREATY:
        return None
    return wording[: first.start()].strip() or None


@text.command(epilog=example("text check mission.md"))
@click.argument("file", type=FILE)
@click.pass_context
def check(ctx: click.Context, /, file: Path) -> None:
    """Say of which adopted text FILE is the authentic document; exit code 1 if of none."""
    session = Session(ctx)
    with session.register() as register:
        body = session.taskforce(register)
        recording = register.prepare(lambda _: None, session.reading())
        found = taskforces.check_text_file(recording.taskforce(body), _content(file))
    same = "byte for byte" if found.whole else "in its wording (the file differs in form)"
    click.echo(
        f"{file.name} is {found.instrument} version {found.version} in {found.language}, {same}."
    )


@click.group(cls=Group, epilog=example("commitment close MISSION-1 --on 2027-01-01"))
def commitment() -> None:
    """Record commitments: adopted, amended, superseded, split, closed."""


WORDS = click.option("--text", "words", required=True, help="The wording.")


@commitment.command(
    "adopt",
    epilog=example("commitment adopt MISSION-9 --instrument MISSION --text 'X.' --on 2026-01-10"),
)
@click.argument("reference")
@click.option("--instrument", required=True, help="The text that it belongs to.")
@WORDS
@click.option("--theme")
@ON
@recording_options
@click.pass_context
def adopt_commitment(
    ctx: click.Context,
    /,
    *,
    reference: str,
    instrument: str,
    words: str,
    theme: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record a commitment of an instrument that was adopted before."""
    Session(ctx).record(
        lambda r, body: texts.adopt(r, body, instrument, reference, words, on, theme),
        **shared,
    )


@commitment.command(
    epilog=example("commitment amend MISSION-1 --version 2 --text 'Y.' --on 2026-07-01")
)
@click.argument("reference")
@click.option("--version", required=True, help="The number of the new wording.")
@WORDS
@ON
@recording_options
@click.pass_context
def amend(
    ctx: click.Context,
    /,
    *,
    reference: str,
    version: str,
    words: str,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record a new wording; signatures stay bound to the version that was signed."""
    Session(ctx).record(
        lambda r, body: texts.amend(r, body, reference, version, words, on), **shared
    )


@commitment.command(epilog=example("commitment supersede MISSION-2 --by MISSION-9 --on 2026-07-01"))
@click.argument("reference")
@click.option("--by", required=True, metavar="REF", help="The commitment that takes its place.")
@ON
@recording_options
@click.pass_context
def supersede(
    ctx: click.Context, /, reference: str, by: str, on: ImpreciseDate, **shared: object
) -> None:
    """Record that another commitment takes this one's place."""
    Session(ctx).record(
        lambda r, body: texts.close(r, body, Superseded(commitment=reference, by=by), on),
        **shared,
    )


@commitment.command(
    epilog=example("commitment split MISSION-3 --into MISSION-1 --into MISSION-9 --on 2026-07-01")
)
@click.argument("reference")
@click.option("--into", multiple=True, required=True, metavar="REF", help="One of the heirs.")
@ON
@recording_options
@click.pass_context
def split(
    ctx: click.Context,
    /,
    reference: str,
    into: tuple[str, ...],
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that several commitments take this one's place."""
    Session(ctx).record(
        lambda r, body: texts.close(r, body, Split(commitment=reference, into=into), on),
        **shared,
    )


@commitment.command(epilog=example("commitment close MISSION-1 --on 2027-01-01"))
@click.argument("reference")
@click.option("--reason")
@ON
@recording_options
@click.pass_context
def close(
    ctx: click.Context, /, reference: str, reason: str | None, on: ImpreciseDate, **shared: object
) -> None:
    """Record that a commitment is no longer open for signature."""
    Session(ctx).record(
        lambda r, body: texts.close(r, body, Closed(commitment=reference, reason=reason), on),
        **shared,
    )


COMMANDS = {"text": text, "commitment": commitment}
