"""The command `depositary`: names its commands at once, and loads one only when it is used."""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import StringIO, TextIOWrapper
from itertools import pairwise
from os import devnull
from pathlib import Path

import click

from domain.errors import CommandAlreadyRecorded, DepositaryError, Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.cli.commands import COMMANDS, HEADINGS
from infrastructure.cli.groups import DEBUGGED, OF_THE_REGISTER, REFUSED
from infrastructure.cli.help_texts import HelpContext
from infrastructure.cli.interruption import stopped
from infrastructure.cli.screen import put_traceback, screens, spoken
from infrastructure.cli.signals import INTERRUPTS
from infrastructure.cli.tried_words import must_be_words, no_command
from infrastructure.files.terminal_text import escape_controls
from infrastructure.language import known_language, languages, speak

DONE, USAGE, UNFINISHED = 0, 2, 3
CUT_OFF = worded(
    "A compiled file of the program is damaged, which a full disk can do: remove the folders "
    "__pycache__ of the program, or install it again."
)

EXIT_CODES: Mapping[type[DepositaryError], int] = {
    Refused: REFUSED,
    CommandAlreadyRecorded: REFUSED,
    Malformed: USAGE,
    Unavailable: UNFINISHED,
}
"""The exit code of every error; subclasses have their base's. A test compares it with the tree."""


class LazyGroup(click.Group):
    """Knows the names and first lines of its commands without loading them."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"infrastructure.cli.{COMMANDS[cmd_name]}")
        made = module.COMMANDS[cmd_name]
        command = made if isinstance(made, click.Command) else made()
        assert isinstance(command, click.Command)
        _add_register_options(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say what to type instead."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from infrastructure.cli.acts.act_options import acts_help  # noqa: PLC0415  # seldom needed

            ctx.fail(no_command("", args[0], COMMANDS, acts_help(), args[1:]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the tables, under their headings."""
        del ctx
        for heading, told in HEADINGS.items():
            with formatter.section(heading):
                formatter.write_dl([*told.items()])


def _add_register_options(command: click.Command) -> None:
    """Let a command take the register's options too, since people write them at the end."""
    command.context_class = HelpContext
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _add_register_options(each)
    elif not any(param.name == "debug" for param in command.params):
        own = {written for param in command.params for written in param.opts}
        for name in OF_THE_REGISTER:
            if (written := f"--{name}") not in own:
                names = [written, f"register_{name}"]  # an argument may have the name itself
                command.params.append(_hidden(names, _store_option))
        command.params.append(_hidden([DEBUG], _store_command, flag=True))


def _hidden(
    names: list[str], callback: Callable[..., object], *, flag: bool = False
) -> click.Option:
    return click.Option(names, is_flag=flag, hidden=True, expose_value=False, callback=callback)


def _store_option(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Store an option of the register for the command.

    Raises:
        Malformed: there is no such language.
    """
    if value is not None and not ctx.resilient_parsing:
        name = param.opts[0].removeprefix("--")
        ctx.find_root().ensure_object(dict)[name] = value
        if name == LANGUAGE:
            speak(known_language(value))
    return value


def _store_command(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Store which command it is, for the sentence that is said when a person stops it."""
    del param, value
    if not ctx.resilient_parsing:
        ctx.find_root().ensure_object(dict)[COMMAND] = ctx.command_path.partition(" ")[2]


DEBUG = "--debug"
LANGUAGE = "language"
HELP = frozenset({"-h", "--help"})
COMMAND = "command"
_PACKAGES = ("domain", "application", "infrastructure")
_stored = partial(click.option, callback=_store_option)
EXAMPLE = "\b\nExample:\n  depositary status MISSION --on 2026-01-16 --known @11"


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=EXAMPLE,
    context_settings={
        "help_option_names": sorted(HELP),
        "color": True,  # so that nothing is taken out of texts in silence: screens show it
    },
)
@_stored("--store", metavar="FILE", help="The register's file.  [env: DEPOSITARY_STORE]")
@_stored("--actor", metavar="REF", help="Who records: p-… or a code.  [env: DEPOSITARY_ACTOR]")
@_stored("--taskforce", metavar="CODE", help="Which body is meant.  [env: DEPOSITARY_TASKFORCE]")
@_stored(
    "--language",
    metavar="CODE",
    help="Of what people read, such as fr.  [env: DEPOSITARY_LANGUAGE]",
)
@click.option(DEBUG, is_flag=True, expose_value=False, help="Show where an error arose.")
@click.version_option(package_name="depositary", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, **options: str | None) -> None:
    """Keep the register of what taskforces of governments promise each other.

    Alone, it shows the register that is found from this folder upwards. Dates may be imprecise:
    2022-06-02, 2022-06, 2022, <=2022-06-02 or unknown. Questions take --on DAY (what held in the
    world on that day) and --known DAY or @POSITION (as the register knew it then). The options
    below may stand before or after the command.
    """
    ctx.ensure_object(dict).update(options)
    if ctx.invoked_subcommand is None:
        from infrastructure.cli.questions.overview import show  # noqa: PLC0415  # loaded only when it is shown

        show(ctx)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 refused, 2 usage, 3 could not finish."""
    kept = {DEBUGGED: DEBUG} if DEBUG in arguments else {}
    with screens():
        try:
            must_be_words(arguments)
            _speak_for_help(arguments)
            result: object = cli.main(
                list(arguments), "depositary", standalone_mode=False, obj=kept
            )
        except click.ClickException as error:
            from infrastructure.cli.usage_errors import show_usage  # noqa: PLC0415  # seldom needed

            show_usage(error)
            return USAGE
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # nobody meets a traceback
            code, sentence = _outcome(error, kept.get(COMMAND, ""))
            if INTERRUPTS.came and code == UNFINISHED:  # a library may have made this error of it
                sentence = stopped(kept.get(COMMAND, ""))
            if DEBUG in arguments:
                put_traceback(error)
            click.echo(f"depositary: {escape_controls(spoken(sentence))}", err=True)
            return code
        return result if isinstance(result, int) else DONE


def _speak_for_help(arguments: Sequence[str]) -> None:
    """Speak the language that is named beside `--help`, which click shows before it reads on.

    Where the command has an option of that name itself, it is something else.
    """
    if HELP.isdisjoint(arguments) or _has_own_language(arguments):
        return
    known = languages()
    for option, value in pairwise([*arguments, ""]):
        name, _, given = option.partition("=")
        if name == f"--{LANGUAGE}" and (given or value) in known:
            speak(given or value)


def _has_own_language(arguments: Sequence[str]) -> bool:
    """Say whether the command that is typed has a `--language` of its own, such as of a file."""
    command: click.Command = cli
    for word in arguments:
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), word) or command
    return command is not cli and any(
        param.name == LANGUAGE and isinstance(param, click.Option) and not param.hidden
        for param in command.params
    )


def _outcome(error: BaseException, command: str) -> tuple[int, str]:
    """Return the exit code of an error and its sentence, in which no recorded text is quoted."""
    match error:
        case DepositaryError():
            code = next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
            return code, str(error)
        case click.exceptions.Abort() if not isinstance(error.__cause__, KeyboardInterrupt):
            cut_off = str(error.__cause__).startswith("marshal data")
            return UNFINISHED, CUT_OFF if cut_off else stopped("")  # a question was not answered
        case click.exceptions.Abort() | KeyboardInterrupt():
            return UNFINISHED, stopped(command)
        case OSError():
            gone = isinstance(error, FileNotFoundError) and not error.filename
            away = worded("The folder in which you work was removed; go to another.")
            why, file = error.strerror or error, error.filename or worded("output")
            said = worded("{problem}: {file}.", problem=why, file=file)
            return UNFINISHED, away if gone else said
        case MemoryError():
            return UNFINISHED, worded("There is not enough memory here for that.")
        case _:
            return UNFINISHED, _unexpected(error)


def _unexpected(error: BaseException) -> str:
    """Say where an unexpected error arose, and how to report it."""
    import traceback  # noqa: PLC0415  # seldom needed

    ours = Path(__file__).parents[2]
    frames = [
        (path.relative_to(ours), each.lineno)
        for each in traceback.extract_tb(error.__traceback__)
        if (path := Path(each.filename)).is_relative_to(ours)
    ]
    file, line = [each for each in frames if each[0].parts[0] in _PACKAGES][-1]
    return worded(
        "An unexpected error stopped the command ({name} at {file}, line {line}). See "
        "what was recorded with: depositary log. Report the error to whoever maintains "
        "the program here: the version (--version), the command, and what it says with "
        "--debug added; leave out names of persons and recorded texts.",
        name=type(error).__name__,
        file=file,
        line=line,
    )


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed: nobody reads what is written
            nowhere = Path(devnull).open("w", encoding="utf-8")  # noqa: SIM115  # until it ends
            setattr(sys, stream, nowhere)
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal may lack letters that names have
        sys.stdout.reconfigure(errors="backslashreplace")
    if sys.stdin is None:  # closed: a question then gets no answer, and the command stops
        sys.stdin = StringIO()
    sys.exit(run(sys.argv[1:]))
