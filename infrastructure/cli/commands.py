"""The names of all commands with their first lines, under headings; nothing is loaded for it."""

from collections.abc import Mapping
from types import MappingProxyType

from infrastructure.cli.question_table import QUESTIONS

_BEGIN = {
    "init": (
        "beginning",
        "Begin a register in FOLDER, and its body if --code, --name and --nature are given.",
    ),
    "demo": (
        "beginning",
        "See it work, in a FOLDER of its own: the Global Taskforce, an exercise, real treaties.",
    ),
}
_RECORD = {
    "taskforce": (
        "act_commands",
        "Record what happens to a body: founding, chair, tasks, claims, partners, scales.",
    ),
    "member": (
        "act_commands",
        "Record who applied, joined, was suspended, left, came back, was renamed.",
    ),
    "text": ("texts", "Adopt a text from a file or by hand, or check that a file is that text."),
    "commitment": (
        "act_commands",
        "Record commitments: adopted, amended, superseded, split, closed.",
    ),
    "sign": (
        "act_commands",
        "The member signed every commitment of a text, but those in excepting.",
    ),
    "consent": ("act_commands", "The member consented to be bound by a treaty."),
    "confirm": (
        "act_commands",
        "The member confirmed its signature ad referendum, which counts from then on.",
    ),
    "in-force": (
        "act_commands",
        "The member's consent took effect, where that is known later than the consent.",
    ),
    "statement": (
        "act_commands",
        "The member made a reservation, an interpretative declaration or an objection.",
    ),
    "withdraw": (
        "act_commands",
        "The member withdrew its signature, consent, participation, statement or report.",
    ),
    "progress": (
        "act_commands",
        "Record progress: reports, and what is asked, reviewed and assessed.",
    ),
    "gap": (
        "act_commands",
        "Record gaps and opportunities in members' laws, answers, offers of help, closings.",
    ),
    "mission": (
        "act_commands",
        "Record engagement, practices, inputs, advice, contributions to products, joint work.",
    ),
    "meeting": (
        "act_commands",
        "Record meetings: convened, moved, opened, counted, what they decide, minutes.",
    ),
    "import": (
        "imports",
        "Record the rows of a FILE (CSV or XLSX), all or nothing; a known row records nothing.",
    ),
}
_MEND = {
    "correct": (
        "act_commands",
        "Entries were corrected, where the record was wrong or had a blank.",
    ),
    "retract": ("act_commands", "Entries were never true."),
    "show-to": (
        "act_commands",
        "From now on, and whatever day is asked for, an entry is shown to others than before.",
    ),
}


def _questions(*names: str) -> dict[str, tuple[str, str]]:
    """Return questions with the first sentences of their help."""
    return {name: ("questions", QUESTIONS[name].help.partition("\n")[0]) for name in names}


_ASK = {
    **_questions("members"),
    "names": (
        "naming",
        "Ask which code a country's NAME means, and its usual names in six languages.",
    ),
    **_questions("status", "matrix", "reports", "overdue", "assessments", "milestones"),
    "gaps": (
        "work",
        "Ask which gaps and opportunities there are in laws, how far each is, and who helps.",
    ),
    "practices": (
        "work",
        "Ask which practices were shown, for which commitments, on what evidence.",
    ),
    "work": (
        "work",
        "Ask what was fed in, advised, contributed or jointly done, and what came of it.",
    ),
    **_questions("focal-points", "history", "meetings", "decisions", "actions", "cadence", "log"),
    "search": ("searching", "Ask which entries hold WORDS in what people wrote, the best first."),
    "replay": (
        "searching",
        "Walk through the history, event by event or day by day, and see what each changed.",
    ),
    "conflicts": ("questions", "Ask what stands in the register and cannot all be true."),
}
_REPORT = {
    "report": ("reports", "Write a report into a file, or print it; see the kinds below."),
}
_KEEP = {
    "contacts": ("people", "Keep names and addresses of people, apart from the log."),
    "reminders": ("running", "Keep who wants no reminders."),
    "run-due": (
        "running",
        "Do what is due by now, such as reminding people; safe to start every hour.",
    ),
    "backup": (
        "backups",
        "Copy the register, with all beside it, into a new FOLDER, and verify the copy.",
    ),
    "restore": (
        "backups",
        "Put a backup in FOLDER where no register is, after every file in it was checked.",
    ),
    "doctor": (
        "health",
        "Look at the register and all around it, and say what is wrong and what to do.",
    ),
    "export": (
        "exports",
        "Write what is in the register for others: entries, calendar, events, workbooks.",
    ),
    "query": ("upkeep", "Ask the tables in SQL, read-only."),
    "schema": ("upkeep", "Print the published names: of acts, events, tables and answers."),
    "rebuild": ("upkeep", "Make the tables anew from the log."),
    "expunge": (
        "expunging",
        "Remove texts of an event that must never have been entered, once and on record.",
    ),
}
_PROVE = {
    "audit": ("auditing", "Prove what was recorded, and check what others prove."),
    "document": ("documents", "Ask which entries cite a file, by its sha256."),
}
HEADINGS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "Begin": _BEGIN,
        "Record": _RECORD,
        "Mend": _MEND,
        "Ask": _ASK,
        "Report": _REPORT,
        "Prove": _PROVE,
        "Keep": _KEEP,
    }
)
"""By heading, and by name: the module of `infrastructure.cli` that it is in, and its first line."""

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: told for commands in HEADINGS.values() for name, told in commands.items()}
)
"""The same by name alone, in the order in which people need them."""
