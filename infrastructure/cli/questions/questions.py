"""The commands that ask one question each, made from `QUESTIONS`; and `conflicts`."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

import click

from application.questions.asking.answer import Answer
from infrastructure.cli.common_options import FORM, question_options
from infrastructure.cli.groups import REFUSED, example
from infrastructure.cli.open_register import ask
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.questions.question_table import QUESTIONS, Question, named


def _command(name: str, question: Question) -> click.Command:
    params = list(question.params())
    own = [str(param.name) for param in params]

    @question_options
    @click.pass_context
    def run(ctx: click.Context, /, **options: object) -> None:
        given = {each: options[each] for each in own}
        about = given.get("reference") or given.get("instrument")
        answer = cast("Callable[..., Answer]", named(question.answer))
        ask(
            ctx,
            lambda r, a, today: answer(
                r.read_model, a, today=today, **with_codes(r, a.taskforce, given)
            ),
            **{**options, "reference": about},
        )

    made = click.command(
        name, help=question.help, epilog=example(*question.examples), params=params
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
    from infrastructure.customary_names.country_names import country_names  # noqa: PLC0415  # large

    answer = ask(
        ctx,
        lambda r, a, today: history.conflicts(
            r.log, r.read_model, a, today, country_names().country_of_party
        ),
        **options,
    )
    return REFUSED if answer.rows else 0


COMMANDS: Mapping[str, click.Command | Callable[[], click.Command]] = {
    **{name: partial(_command, name, question) for name, question in QUESTIONS.items()},
    "conflicts": conflicts,
}
