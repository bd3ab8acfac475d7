"""What is said of a command line that cannot be read: what is wrong, and how it is typed."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from types import MappingProxyType

import click

from domain.suggestions import near
from domain.words import either, worded
from infrastructure.cli.screen import SeveralWrong, spoken
from infrastructure.files.terminal_text import escape_controls

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_DAY = re.compile(r"\d{1,4}([-./])\d{1,2}(\1\d{1,4})?|\d{4}")
_OTHER_WORDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        **dict.fromkeys(("date", "day", "when", "at"), ("on", "known")),
        **dict.fromkeys(("text", "treaty", "agreement"), ("instrument", "commitment", "about")),
        **dict.fromkeys(("country", "state", "party"), ("member",)),
        **dict.fromkeys(("member", "commitment", "instrument"), ("about", "commitments")),
        **dict.fromkeys(("because", "why", "comment"), ("reason", "note")),
        **dict.fromkeys(("file", "out", "to", "o"), ("output",)),
        **dict.fromkeys(("type", "f"), ("format", "kind")),
        **dict.fromkeys(("year", "since", "from"), ("on", "known")),
        **dict.fromkeys(("present", "attendees", "participants"), ("attendance",)),
        **dict.fromkeys(("for", "votes", "in-favor"), ("in-favour",)),
        **dict.fromkeys(("except", "without", "reservation"), ("excepting",)),
    }
)
"""Words that people try as options, and the options that they may mean, the likeliest first."""


def show_usage(error: click.ClickException) -> None:
    """Print the usage, and below it what is wrong, with control characters escaped."""
    if not isinstance(error, click.exceptions.NoArgsIsHelpError):  # whose message is the help
        context = error.ctx if isinstance(error, click.UsageError) else None
        lines = (escape_controls(spoken(each)) for each in _lines_of(error))
        error = click.UsageError("\n".join(lines), context)
    shown = StringIO()
    error.show(shown)
    for line in shown.getvalue().splitlines():
        click.echo(line, err=True)


def _lines_of(error: click.ClickException) -> Sequence[str]:
    """Return what is wrong with a command line, each on one line."""
    match error:
        case SeveralWrong():
            return error.lines
        case click.NoSuchOption(ctx=click.Context() as context):
            return [_no_option(context, error.option_name)]
        case click.MissingParameter(ctx=click.Context() as context, param=click.Parameter() as it):
            return [_missing(context, it)]
        case click.UsageError(ctx=click.Context() as context) if extra := _EXTRA.fullmatch(
            error.message
        ):
            return [_too_much(context, extra[1])]
        case _:
            return [error.format_message()]


def _no_option(context: click.Context, option: str) -> str:
    name = option.lstrip("-")
    known = [
        each.lstrip("-")
        for param in context.command.params
        if isinstance(param, click.Option) and not param.hidden
        for each in param.opts
    ]
    denied = name.removeprefix("not-").removeprefix("no-")
    if denied != name and denied in known:
        sentence = "There is no option {option}. To say that, leave out {opposite}."
        return worded(sentence, option=option, opposite=f"--{denied}")
    meant = [each for each in _OTHER_WORDS.get(name, ()) if each in known][:1]
    begun = [each for each in known if name and each.startswith(name)]
    likely = (meant or begun or near(name, known))[:2]
    if context.info_name == "correct" and (not likely or _is_field(name)):
        return worded(
            "There is no option {option}. What is corrected is written as FIELD=VALUE. {example}",
            option=option,
            example=_example(context),
        )
    if not likely:
        return worded(
            "There is no option {option}. {example}", option=option, example=_example(context)
        )
    return worded(
        "There is no option {option}. Did you mean {likely}?",
        option=option,
        likely=either([f"--{each}" for each in likely]),
    )


def _is_field(name: str) -> bool:
    """Say whether an act has a field of that name, which is corrected as FIELD=VALUE."""
    from application.acts import all_acts  # noqa: PLC0415  # all acts, for a mistake only

    return any(name.replace("-", "_") in act.fields() for act in all_acts())


def _missing(context: click.Context, param: click.Parameter) -> str:
    name = param.opts[0] if isinstance(param, click.Option) else param.make_metavar(context)
    return worded("{name} is missing. {example}", name=name, example=_example(context))


def _too_much(context: click.Context, text: str) -> str:
    takes_day = any(param.name == "on" for param in context.command.params)
    if takes_day and _DAY.fullmatch(text):
        return worded(
            "{text!r} stands alone; a day is given with --on. {example}",
            text=text,
            example=_example(context),
        )
    return worded(
        "{text!r} is more than this command takes. {example}", text=text, example=_example(context)
    )


def _example(context: click.Context) -> str:
    """Return the first example of a command's help, or how to get the help."""
    lines = [line.strip() for line in (context.command.epilog or "").split("\n")]
    help_of_it = f"{context.command_path} --help"
    found = next((line for line in lines if line.startswith("depositary ")), help_of_it)
    return worded("For example: {command}", command=found)
