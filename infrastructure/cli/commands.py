"""The names of all commands under headings, and the module that each is in; light to load."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

FIRST_SENTENCES = Path(__file__).with_name("first_sentences.json")
_ACT, _ASK = "acts.act_commands", "questions.questions"
HEADINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Begin": {"init": "upkeep.init", "demo": "upkeep.init"},
        "Record": {
            "taskforce": _ACT,
            "member": _ACT,
            "text": "acts.texts",
            **dict.fromkeys(("commitment", "sign", "consent", "confirm", "in-force"), _ACT),
            **dict.fromkeys(("statement", "withdraw", "progress", "gap"), _ACT),
            **dict.fromkeys(("mission", "meeting"), _ACT),
            "import": "acts.imports",
        },
        "Correct": dict.fromkeys(("correct", "retract", "show-to"), _ACT),
        "Ask": {
            "members": _ASK,
            **dict.fromkeys(("status", "matrix", "reports", "overdue", "assessments"), _ASK),
            **dict.fromkeys(("milestones", "gaps", "practices", "work", "focal-points"), _ASK),
            **dict.fromkeys(("history", "meetings", "presence", "rights", "votes"), _ASK),
            **dict.fromkeys(("decisions", "actions", "cadence"), _ASK),
            **dict.fromkeys(("log", "search"), _ASK),
            "replay": "questions.replaying",
            "conflicts": _ASK,
        },
        "Report": {"report": "reports.reports"},
        "Prove": {"audit": "audit.audit", "document": "questions.documents"},
        "Keep": {
            "contacts": "upkeep.contacts",
            "reminders": "upkeep.run_due",
            "run-due": "upkeep.run_due",
            "backup": "upkeep.backups",
            "restore": "upkeep.backups",
            "doctor": "upkeep.doctor",
            "export": "exports",
            "query": "upkeep.tables",
            "schema": "upkeep.tables",
            "rebuild": "upkeep.tables",
            "expunge": "upkeep.expunge",
        },
    }
)
"""By heading, and by name: the module of `infrastructure.cli` that the command is in."""
COMMANDS: Mapping[str, str] = MappingProxyType(
    {name: module for commands in HEADINGS.values() for name, module in commands.items()}
)
"""The same by name alone, in the order in which people need them."""


def first_sentences() -> Mapping[str, str]:
    """Return the first sentence of the help of each command, without loading any command.

    ``python -m tests.infrastructure.cli.make_act_table`` writes the file anew.
    """
    import json  # noqa: PLC0415  # only help needs it

    told: dict[str, str] = json.loads(FIRST_SENTENCES.read_text(encoding="utf-8"))
    return told
