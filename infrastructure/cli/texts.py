"""`text …` and `commitment …`: the wording that members sign, from a file or typed."""

from pathlib import Path

import click

from application.use_cases import taskforces, texts
from domain.errors import Malformed
from domain.events.commitment import Closed, Split, Superseded
from domain.values import ImpreciseDate, LegalNature, MemberKind
from domain.wording import has_no_numbers, wording_of
from infrastructure.cli.options import ON, Group, example, recording_options
from infrastructure.cli.screen import say
from infrastructure.cli.session import Session
from infrastructure.files import read_bounded

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST = 50_000_000  # bytes
PLAIN = (".md", ".txt")
RICH_TEXT = b"{\\rtf"
NO_NUMBERS = "Note: No numbered paragraphs were found, so the text is one commitment."


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
    contents = list(map(text_in, files))
    told = texts.TextFiles(
        reference=reference,
        title=title,
        nature=LegalNature(nature),
        files=list(zip(languages, contents, strict=True)),
        version=version,
        open_to=tuple(map(MemberKind, open_to)),
        who_may_sign=who_may_sign,
    )
    Session(ctx).record(lambda r, body: texts.adopt_text(r, body, told, on), **shared)
    if told.nature is LegalNature.POLITICAL and has_no_numbers(contents[0]):
        click.echo(NO_NUMBERS, err=True)


def text_in(file: Path) -> bytes:
    """Return what is in the file of a text that members sign: plain text, or a PDF.

    Raises:
        Malformed: it is neither, so that nobody can read years later what was signed.
    """
    content = content_of(file)
    is_plain = wording_of(content) is not None and not content.startswith(RICH_TEXT)
    if not is_plain and b"%PDF" not in content[:1024]:
        raise Malformed(
            f"{file.name} is neither a PDF nor plain text, so it cannot be adopted. Save it as "
            f"PDF, or as text in UTF-8 (.txt, .md), and adopt that file."
        )
    return content


def content_of(file: Path) -> bytes:
    """Return what a document holds, of at most 50 MB.

    Raises:
        Malformed: it is empty, too large, or no text although its name says so.
    """
    content = read_bounded(file, LARGEST)
    if not content.strip():
        raise Malformed(f"{file.name} is empty.")
    if file.suffix.lower() in PLAIN and wording_of(content) is None:
        raise Malformed(f"{file.name} is no text in UTF-8; save it as UTF-8, or adopt its PDF.")
    return content


@text.command(epilog=example("text check mission.md"))
@click.argument("file", type=FILE)
@click.pass_context
def check(ctx: click.Context, /, file: Path) -> None:
    """Say of which adopted text FILE is the authentic document; exit code 1 if of none."""
    session = Session(ctx)
    with session.register() as register:
        body = session.taskforce(register)
        recording = register.prepare(lambda _: None, session.reading())
        found = taskforces.check_text_file(recording.taskforce(body), content_of(file))
    same = "byte for byte" if found.whole else "in its wording (the file differs in form)"
    say(f"{file.name} is {found.instrument} version {found.version} in {found.language}, {same}.")


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
