"""`search`: entries by what people wrote in them."""

import click

from application.questions import searching
from infrastructure.cli.options import example, question_options
from infrastructure.cli.session import ask


@click.command(
    epilog=example("search joint report", "search 'every year' 'repor*' --audience public")
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=searching.SHOWN, help="Rows at most.  [50]"
)
@question_options
@click.pass_context
def search(ctx: click.Context, /, *, words: tuple[str, ...], limit: int, **options: object) -> None:
    """Ask which entries hold WORDS in what people wrote, the best first.

    All of them must be there; case and accents do not matter. "Words in quotes" stand together,
    and wor* is how a word begins.
    """
    told = " ".join(f'"{each}"' if " " in each and '"' not in each else each for each in words)
    ask(ctx, lambda r, a, today: searching.search(r.read_model, a, told, today, limit), **options)


COMMANDS = {"search": search}
