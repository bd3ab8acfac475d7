"""`text …`: the wording that members sign. `adopt` and `check` read files, so they are no acts."""

from pathlib import Path

import click

from application.use_cases import texts
from domain.errors import Malformed
from domain.texts.wording import authentic_text_of, has_no_numbers, wording_of
from domain.values import ImpreciseDate, LegalNature, MemberKind
from domain.words import worded
from infrastructure.cli.acts.act_commands import add_acts
from infrastructure.cli.acts.act_options import recording_options
from infrastructure.cli.document_files import content_of
from infrastructure.cli.groups import Group, example
from infrastructure.cli.options import ON
from infrastructure.cli.recording import record_act
from infrastructure.cli.screen import say, tell
from infrastructure.cli.session import Session

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
RICH_TEXT = b"{\\rtf"


@click.group(cls=Group, epilog=example("text check mission.md"))
def text() -> None:
    """Adopt a text from a file or by hand, or check that a file is that text."""


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
    "--legal-nature",
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
    legal_nature: str,
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
        raise Malformed(
            "There are {files} files and {languages} --language options.",
            files=len(files),
            languages=len(languages),
        )
    contents = list(map(text_in, files))
    told = texts.TextFiles(
        reference=reference,
        title=title,
        nature=LegalNature(legal_nature),
        files=list(zip(languages, contents, strict=True)),
        version=version,
        open_to=tuple(map(MemberKind, open_to)),
        who_may_sign=who_may_sign,
    )
    record_act(Session(ctx), lambda r, body: texts.adopt_text(r, body, told, on), **shared)
    if told.nature is LegalNature.POLITICAL and has_no_numbers(contents[0]):
        tell("Note: No numbered paragraphs were found, so the text is one commitment.")


def text_in(file: Path) -> bytes:
    """Return what is in the file of a text that members sign: plain text, or a PDF.

    Raises:
        Malformed: it is neither, so that nobody can read years later what was signed.
    """
    content = content_of(file)
    is_plain = wording_of(content) is not None and not content.startswith(RICH_TEXT)
    if not is_plain and b"%PDF" not in content[:1024]:
        raise Malformed(
            "{name} is neither a PDF nor plain text, so it cannot be adopted. Save it as "
            "PDF, or as text in UTF-8 (.txt, .md), and adopt that file.",
            name=file.name,
        )
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
        found = authentic_text_of(recording.taskforce(body).history, content_of(file))
    same = worded("byte for byte")
    if not found.same_file:
        same = worded("in its wording (the file differs in form)")
    say(
        worded(
            "{file} is {instrument} version {version} in {language}, {same}.",
            file=file.name,
            instrument=found.instrument,
            version=found.version,
            language=found.language,
            same=same,
        )
    )


add_acts(text, "text")
COMMANDS = {"text": text}
