"""`document …`: which entries rest on a file, by its sha256; no file is ever stored."""

from pathlib import Path

import click

from application.questions.log import documents
from infrastructure.cli.groups import Group, example
from infrastructure.cli.options import DOCUMENT, question_options
from infrastructure.cli.session import ask
from infrastructure.files.reading import sha256_of

REFUSED = 1


@click.group(cls=Group, epilog=example("document check letter.pdf"))
def document() -> None:
    """Ask which entries cite a file, by its sha256."""


@document.command(epilog=example("document check letter.pdf"))
@click.argument("file", type=DOCUMENT)
@question_options
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: object) -> int:
    """Ask which entries cite FILE, and whether they still stand.

    It may be cited as a source (--source-file), as evidence, as a signed page (sign
    --document-sha256), as the text that was signed, as the file of a text or of minutes, or as a
    published report's manifest. The exit code is 1 if no entry does.
    """
    digest = sha256_of(file)
    answer = ask(
        ctx,
        lambda r, a, today: documents.check_document(r.read_model, a, digest, file.name, today),
        **options,
    )
    return 0 if answer.rows else REFUSED


@document.command("list", epilog=example("document list"))
@question_options
@click.pass_context
def list_(ctx: click.Context, /, **options: object) -> None:
    """Ask which files are cited by their sha256, and by which entries."""
    ask(ctx, lambda r, a, today: documents.list_documents(r.read_model, a, today), **options)


COMMANDS = {"document": document}
