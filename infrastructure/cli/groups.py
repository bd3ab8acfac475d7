"""Groups of commands, and the examples at the end of their help; light to load."""

import click

from infrastructure.cli.tried_words import no_command
from infrastructure.language import first_sentence_of

REFUSED = 1
"""The exit code of what was refused, or of an answer that is no."""
OF_THE_REGISTER = ("store", "actor", "taskforce", "language")
"""The options of the register, which every command takes, too."""
DEBUGGED = "debugged"
"""The key by which a command finds that --debug was given."""


class Group(click.Group):
    """A group that lists its commands with whole sentences; click cuts them short."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say what to type instead."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            ctx.fail(no_command(self.name or "", args[0], self.commands))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first sentence of each, in the order of their names."""
        del ctx
        with formatter.section("Commands"):
            named = sorted(self.commands.items())
            formatter.write_dl([(name, first_sentence(each)) for name, each in named])


def first_sentence(command: click.Command) -> str:
    """Return the first sentence of a command's help, for a list of commands."""
    return first_sentence_of(" ".join((command.help or "").split("\n\n")[0].split()))


def example(*lines: str) -> str:
    """Return the end of a command's help, which a test runs."""
    return "\n".join(["\b", "Example:", *(f"  depositary {line}" for line in lines)])
