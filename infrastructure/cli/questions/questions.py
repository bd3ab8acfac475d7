"""The commands that ask one question each, made from `QUESTIONS`; and `conflicts`."""

from collections.abc import Callable
from importlib import import_module

import click

from application.questions.asking.answer import Answer
from infrastructure.cli.groups import REFUSED, example
from infrastructure.cli.options import FORM, question_options
from infrastructure.cli.questions.question_table import QUESTIONS, Question
from infrastructure.cli.session import ask
from infrastructure.cli.typed_names import with_codes
from infrastructure.importers.names.country_names import country_names


def _command(name: str, question: Question) -> click.Command:
    """Make the command of a question."""
    own = [str(param.name) for param in question.params]

    @question_options
    @click.pass_context
    def run(ctx: click.Context, /, **options: object) -> None:
        given = {each: options[each] for each in own}
        about = given.get("reference") or given.get("instrument")
        module, _, function = question.answer.rpartition(".")
        answer: Callable[..., Answer] = getattr(
            import_module(f"application.questions.{module}"), function
        )
        ask(
            ctx,
            lambda r, a, today: answer(
                r.read_model, a, today=today, **with_codes(r, a.taskforce, given)
            ),
            **{**options, "reference": about},
        )

    made = click.command(
        name, help=question.help, epilog=example(*question.examples), params=[*question.params]
    )
    return made(run)


# Not in the table: it reads the log itself, takes no day, and has an exit code of its own.
@click.command(epilog=example("conflicts"))
@FORM
@click.pass_context
def conflicts(ctx: click.Context, /, **options: object) -> int:
    """Ask what stands in the register and cannot all be true.

    It is judged on all that is known now. The exit code is 1 if there is anything.
    """
    from application.questions.log import history  # noqa: PLC0415  # loads all rules

    answer = ask(
        ctx,
        lambda r, a, today: history.conflicts(
            r.log, r.read_model, a, today, country_names().country
        ),
        **options,
    )
    return REFUSED if answer.rows else 0


COMMANDS = {
    **{name: _command(name, question) for name, question in QUESTIONS.items()},
    "conflicts": conflicts,
}
