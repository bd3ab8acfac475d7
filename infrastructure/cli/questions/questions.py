"""The commands that ask one question each, made from `QUESTIONS`; and `conflicts`."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

import click

from application.questions.asking.answer import Answer
from infrastructure.cli.common_options import FORM, question_options
from infrastructure.cli.groups import REFUSED, example
from infrastructure.cli.open_register import ask
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.questions.question_table import QUESTIONS, Question


def _command(name: str, question: Question) -> click.Command:
    params = list(question.params())
    own = [str(param.name) for param in params]

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


class _Commands(Mapping[str, click.Command]):
    """The commands by name; each is made when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        return conflicts if name == "conflicts" else _command(name, QUESTIONS[name])

    def __iter__(self) -> Iterator[str]:
        return iter((*QUESTIONS, "conflicts"))

    def __len__(self) -> int:
        return len(QUESTIONS) + 1


COMMANDS: Mapping[str, click.Command] = _Commands()
