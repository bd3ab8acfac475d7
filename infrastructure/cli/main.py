"""The command `depositary`: names its commands at once, and loads one only when it is used."""

import difflib
import importlib
import sys
import traceback
from collections.abc import Mapping, Sequence
from io import StringIO, TextIOWrapper
from pathlib import Path

import click

from domain.errors import (
    CommandAlreadyRecorded,
    DepositaryError,
    Malformed,
    Refused,
    Unavailable,
)
from domain.words import worded
from infrastructure.cli.commands import COMMANDS, HEADINGS
from infrastructure.cli.groups import OF_THE_REGISTER
from infrastructure.cli.interrupts import INTERRUPTS
from infrastructure.cli.screen import Screen, SeveralWrong, bare, screens
from infrastructure.cli.stopping import stopped
from infrastructure.files.terminal_text import escape_controls

DONE, REFUSED, USAGE, UNFINISHED = 0, 1, 2, 3

EXIT_CODES: Mapping[type[DepositaryError], int] = {
    Refused: REFUSED,
    CommandAlreadyRecorded: REFUSED,
    Malformed: USAGE,
    Unavailable: UNFINISHED,
}
"""The exit code of every error; subclasses have their base's. A test compares it with the tree."""


class LazyGroup(click.Group):
    """Knows the names and first lines of its commands without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"infrastructure.cli.{COMMANDS[cmd_name][0]}")
        command = module.COMMANDS[cmd_name]
        assert isinstance(command, click.Command)
        _take_everywhere(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; one that is not there gets its likes."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = difflib.get_close_matches(name, COMMANDS, n=2)
            hint = worded(" Did you mean {close}?", close=" or ".join(close)) if close else ""
            ctx.fail(worded("There is no command {name!r}.{hint}", name=name, hint=hint))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the tables, under their headings."""
        del ctx
        for heading, commands in HEADINGS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()])


def _take_everywhere(command: click.Command) -> None:
    """Let a command take the register's options too, since people write them at the end."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _take_everywhere(each)
    elif not any(param.name == "debug" for param in command.params):
        own = {param.name for param in command.params}
        for name in OF_THE_REGISTER:
            if name not in own:
                option = click.Option(
                    [f"--{name}"], hidden=True, expose_value=False, callback=_keep
                )
                command.params.append(option)
        command.params.append(
            click.Option([DEBUG], is_flag=True, hidden=True, expose_value=False, callback=_begin)
        )


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Keep an option of the register.

    Raises:
        Malformed: it is empty, as a variable of a script is that was never set.
    """
    if value is not None and param.name and not ctx.resilient_parsing:
        if not value.strip():
            raise Malformed("--{name} is empty; say which one, or leave it out.", name=param.name)
        ctx.find_root().ensure_object(dict)[param.name] = value
    return value


def _begin(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep which command it is, for the sentence that is said when a person stops it."""
    del param, value
    if not ctx.resilient_parsing:
        ctx.find_root().ensure_object(dict)[COMMAND] = ctx.command_path.partition(" ")[2]


DEBUG = "--debug"
COMMAND = "command"
_ROOMS = ("domain", "application", "infrastructure")
EXAMPLE = "\b\nExample:\n  depositary status MISSION --on 2026-01-16 --known @11"


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=EXAMPLE,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "color": True,  # so that nothing is taken out of texts in silence: screens show it
    },
)
@click.option(
    "--store",
    metavar="FILE",
    callback=_keep,
    help="The register's file.  [env: DEPOSITARY_STORE]",
)
@click.option(
    "--actor",
    metavar="REF",
    callback=_keep,
    help="Who records: p-… or a code.  [env: DEPOSITARY_ACTOR]",
)
@click.option(
    "--taskforce",
    metavar="CODE",
    callback=_keep,
    help="Which body is meant.  [env: DEPOSITARY_TASKFORCE]",
)
@click.option(DEBUG, is_flag=True, expose_value=False, help="Show where an error arose.")
@click.version_option(package_name="depositary", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, store: str | None, actor: str | None, taskforce: str | None) -> None:
    """Keep the register of what taskforces of governments promise each other.

    Alone, it shows the register that is found from this folder upwards. Dates may be imprecise:
    2022-06-02, 2022-06, 2022, <=2022-06-02 or unknown. Questions take --on DAY (what held in the
    world on that day) and --known DAY or @POSITION (as the register knew it then). The options
    below may stand before or after the command.
    """
    ctx.ensure_object(dict).update(store=store, actor=actor, taskforce=taskforce)
    if ctx.invoked_subcommand is None:
        from infrastructure.cli.questions.overview import show  # noqa: PLC0415  # loaded only when it is shown

        show(ctx)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 refused, 2 usage, 3 could not finish."""
    kept: dict[str, str] = {}
    with screens():
        try:
            readable(arguments, "the command line")
            result: object = cli.main(
                list(arguments), "depositary", standalone_mode=False, obj=kept
            )
        except click.ClickException as error:
            _show_usage(error)
            return USAGE
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # nobody meets a traceback
            code, sentence = _told(error, kept.get(COMMAND, ""))
            if INTERRUPTS.came and code == UNFINISHED:  # a library may have made this error of it
                sentence = stopped(kept.get(COMMAND, ""))
            if DEBUG in arguments:
                traceback.print_exception(error, file=Screen(bare(sys.stderr)))
            click.echo(f"depositary: {escape_controls(sentence)}", err=True)
            return code
        return result if isinstance(result, int) else DONE


def _show_usage(error: click.ClickException) -> None:
    """Say what is wrong with what was typed, below the usage, which has several lines."""
    if not isinstance(error, click.exceptions.NoArgsIsHelpError):  # whose message is the help
        context = error.ctx if isinstance(error, click.UsageError) else None
        lines = error.lines if isinstance(error, SeveralWrong) else [error.format_message()]
        error = click.UsageError("\n".join(map(escape_controls, lines)), context)
    error.show(Screen(bare(sys.stderr)))


def _told(error: BaseException, command: str) -> tuple[int, str]:
    """Return the exit code of an error and its sentence, in which no recorded text is quoted."""
    match error:
        case DepositaryError():
            code = next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
            return code, str(error)
        case click.exceptions.Abort() if not isinstance(error.__cause__, KeyboardInterrupt):
            return UNFINISHED, stopped("")  # a question was not answered, before all was done
        case click.exceptions.Abort() | KeyboardInterrupt():
            return UNFINISHED, stopped(command)
        case OSError():
            return UNFINISHED, f"{error.strerror or error}: {error.filename or 'output'}."
        case MemoryError():
            return UNFINISHED, "There is not enough memory here for that."
        case _:
            return UNFINISHED, _unexpected(error)


def _unexpected(error: BaseException) -> str:
    """Say of an error that nobody foresaw where it arose, and how to report it."""
    ours = Path(__file__).parents[2]
    frames = [
        (path.relative_to(ours), each.lineno)
        for each in traceback.extract_tb(error.__traceback__)
        if (path := Path(each.filename)).is_relative_to(ours)
    ]
    file, line = [each for each in frames if each[0].parts[0] in _ROOMS][-1]
    return worded(
        "An unexpected error stopped the command ({name} at {file}, line {line}). See "
        "what was recorded with: depositary log. Report the error to whoever maintains "
        "the program here: the version (--version), the command, and what it says with "
        "--debug added; leave out names of persons and recorded texts.",
        name=type(error).__name__,
        file=file,
        line=line,
    )


def readable(texts: Sequence[str], where: str) -> None:
    """Refuse bytes that are no text, which Python hands on as lone surrogates.

    Raises:
        Malformed: with the word that they are in.
    """
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            shown = text.encode(errors="replace").decode()
            raise Malformed.expected(
                worded("text in UTF-8 on {where}", where=where), shown
            ) from None


def main() -> None:
    """Run the command line and leave with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal may lack letters that names have
        sys.stdout.reconfigure(errors="backslashreplace")
    if sys.stdin is None:  # closed: a question then gets no answer, and the command stops
        sys.stdin = StringIO()
    sys.exit(run(sys.argv[1:]))
