"""Messages after Ctrl-C: how to see what a command had done before it was interrupted."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.words import worded
from infrastructure.cli.commands import HEADINGS

NOTHING = "nothing was recorded."
PERHAPS = "see whether it was recorded before, with: depositary log"
_WHOLE = "the register is there only if {} is; if it is not, send the same command again"

TOLD: Mapping[str, str] = MappingProxyType(
    {
        "init": _WHOLE.format("depositary.toml"),
        "demo": _WHOLE.format("depositary.toml"),
        "contacts": "see what is kept, with: depositary contacts list",
        "contacts list": NOTHING,
        "reminders": "see who gets none, with: depositary reminders list",
        "reminders list": NOTHING,
        "run-due": "what was done stays done; for the rest, send the same command again",
        "backup": "the backup is there only if its folder is; if not, send the same command again",
        "restore": _WHOLE.format("its file"),
        "rebuild": NOTHING,
        "query": NOTHING,
        "schema": NOTHING,
        "doctor": NOTHING,
        "export": NOTHING,
        "document": NOTHING,
        "report": NOTHING,
        "report publish": PERHAPS,
        "audit": NOTHING,
        "audit keygen": "the key is there only if both of its files are",
        "audit checkpoint": "a checkpoint may be there; another one does no harm",
        "audit rotate-key": PERHAPS,
        "audit confirm-clock": PERHAPS,
        "expunge": worded("{PERHAPS}; if it was, send the same command again", PERHAPS=PERHAPS),
    }
)
"""By command or group; those that are missing get the message of their heading."""


def stopped(path: str) -> str:
    """Return the sentence for a command, such as `report publish status`; "" before it began."""
    words = path.split()
    for length in range(len(words), 0, -1):
        if told := TOLD.get(" ".join(words[:length])):
            return f"stopped; {told}"
    asks = not words or words[0] in HEADINGS["Ask"]
    return f"stopped; {NOTHING if asks else PERHAPS}"
