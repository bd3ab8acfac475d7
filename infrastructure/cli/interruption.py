"""Messages after Ctrl-C: how to see what a command had done before it was interrupted."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.words import worded
from infrastructure.cli.commands import HEADINGS

NOTHING = worded("nothing was recorded.")
PERHAPS = worded("see whether it was recorded before, with: depositary log")


def _is_there_if(file: str) -> str:
    return worded(
        "the register is there only if {file} is; if it is not, send the same command again",
        file=file,
    )


TOLD: Mapping[str, str] = MappingProxyType(
    {
        "init": _is_there_if("depositary.toml"),
        "demo": _is_there_if("depositary.toml"),
        "contacts": worded("see what is kept, with: depositary contacts list"),
        "contacts list": NOTHING,
        "reminders": worded("see who gets none, with: depositary reminders list"),
        "reminders list": NOTHING,
        "run-due": worded("what was done stays done; for the rest, send the same command again"),
        "backup": worded(
            "the backup is there only if its folder is; if not, send the same command again"
        ),
        "restore": _is_there_if(worded("its file")),
        **dict.fromkeys(("rebuild", "query", "schema", "doctor", "export", "document"), NOTHING),
        "report": NOTHING,
        "report publish": PERHAPS,
        "audit": NOTHING,
        "audit keygen": worded("the key is there only if both of its files are"),
        "audit checkpoint": worded("a checkpoint may be there; another one does no harm"),
        "audit rotate-key": PERHAPS,
        "audit confirm-clock": PERHAPS,
        "expunge": worded(
            "see whether it was recorded before, with: depositary log; if it was, send the same "
            "command again"
        ),
    }
)
"""By command or group; those that are missing get the message of their heading."""


def stopped(path: str) -> str:
    """Return the sentence for a command, such as `report publish status`; "" before it began."""
    words = path.split()
    for length in range(len(words), 0, -1):
        if told := TOLD.get(" ".join(words[:length])):
            return worded("stopped; {told}", told=told)
    asks = not words or words[0] in HEADINGS["Ask"]
    return worded("stopped; {told}", told=NOTHING if asks else PERHAPS)
