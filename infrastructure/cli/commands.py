"""The names of all commands with their first lines, under headings; nothing is loaded for it."""

from collections.abc import Mapping
from types import MappingProxyType

from infrastructure.cli.question_table import QUESTIONS

_BEGIN = {
    "init": (
        "upkeep.beginning",
        "Begin a register in FOLDER, and its body if --code, --name and --nature are given.",
    ),
    "demo": (
        "upkeep.beginning",
        "See it work, in a FOLDER of its own: the Global Taskforce, an exercise, real treaties.",
    ),
}
_RECORD = {
    "taskforce": (
        "acts.act_commands",
        "Record what happens to a body: founding, chair, tasks, claims, partners, scales.",
    ),
    "member": (
        "acts.act_commands",
        "Record who applied, joined, was suspended, left, came back, was renamed.",
    ),
    "text": (
        "acts.texts",
        "Adopt a text from a file or by hand, or check that a file is that text.",
    ),
    "commitment": (
        "acts.act_commands",
        "Record commitments: adopted, amended, superseded, split, closed.",
    ),
    "sign": (
        "acts.act_commands",
        "The member signed every commitment of a text, but those in excepting.",
    ),
    "consent": ("acts.act_commands", "The member consented to be bound by a treaty."),
    "confirm": (
        "acts.act_commands",
        "The member confirmed its signature ad referendum, which counts from then on.",
    ),
    "in-force": (
        "acts.act_commands",
        "The member's consent took effect, where that is known later than the consent.",
    ),
    "statement": (
        "acts.act_commands",
        "The member made a reservation, an interpretative declaration or an objection.",
    ),
    "withdraw": (
        "acts.act_commands",
        "The member withdrew its signature, consent, participation, statement or report.",
    ),
    "progress": (
        "acts.act_commands",
        "Record progress: reports, and what is asked, reviewed and assessed.",
    ),
    "gap": (
        "acts.act_commands",
        "Record gaps and opportunities in members' laws, answers, offers of help, closings.",
    ),
    "mission": (
        "acts.act_commands",
        "Record engagement, practices, inputs, advice, contributions to products, joint work.",
    ),
    "meeting": (
        "acts.act_commands",
        "Record meetings: sessions, who came, votes, decisions, minutes.",
    ),
    "import": (
        "acts.imports",
        "Record the rows of a FILE (CSV or XLSX), all or nothing; a known row records nothing.",
    ),
}
_CORRECT = {
    "correct": (
        "acts.act_commands",
        "Entries were corrected, where the record was wrong or had a blank.",
    ),
    "retract": ("acts.act_commands", "Entries were never true."),
    "show-to": (
        "acts.act_commands",
        "From now on, and whatever day is asked for, an entry is shown to others than before.",
    ),
}


def _questions(*names: str) -> dict[str, tuple[str, str]]:
    """Return questions with the first sentences of their help."""
    return {
        name: ("questions.questions", QUESTIONS[name].help.partition("\n")[0]) for name in names
    }


_ASK = {
    **_questions("members"),
    "names": (
        "questions.naming",
        "Ask which code a country's NAME means, and its usual names in six languages.",
    ),
    **_questions("status", "matrix", "reports", "overdue", "assessments", "milestones"),
    "gaps": (
        "questions.work",
        "Ask which gaps and opportunities there are in laws, how far each is, and who helps.",
    ),
    "practices": (
        "questions.work",
        "Ask which practices were shown, for which commitments, on what evidence.",
    ),
    "work": (
        "questions.work",
        "Ask what was fed in, advised, contributed or jointly done, and what came of it.",
    ),
    **_questions("focal-points", "history", "meetings", "presence", "rights", "votes"),
    **_questions("decisions", "actions", "cadence", "log"),
    "search": (
        "questions.searching",
        "Ask which entries hold WORDS in what people wrote, the best first.",
    ),
    "replay": (
        "questions.searching",
        "Walk through the history, event by event or day by day, and see what each changed.",
    ),
    "conflicts": ("questions.questions", "Ask what stands in the register and cannot all be true."),
}
_REPORT = {
    "report": ("reports.reports", "Write a report into a file, or print it; see the kinds below."),
}
_KEEP = {
    "contacts": ("upkeep.people", "Keep names and addresses of people, apart from the log."),
    "reminders": ("upkeep.running", "Keep who wants no reminders."),
    "run-due": (
        "upkeep.running",
        "Do what is due by now, such as reminding people; safe to start every hour.",
    ),
    "backup": (
        "upkeep.backups",
        "Copy the register, with all beside it, into a new FOLDER, and verify the copy.",
    ),
    "restore": (
        "upkeep.backups",
        "Put a backup in FOLDER where no register is, after every file in it was checked.",
    ),
    "doctor": (
        "upkeep.health",
        "Look at the register and all around it, and say what is wrong and what to do.",
    ),
    "export": (
        "exports",
        "Write what is in the register for others: entries, calendar, events, workbooks.",
    ),
    "query": ("upkeep.upkeep", "Ask the tables in SQL, read-only."),
    "schema": ("upkeep.upkeep", "Print the published names: of acts, events, tables and answers."),
    "rebuild": ("upkeep.upkeep", "Make the tables anew from the log."),
    "expunge": (
        "upkeep.expunging",
        "Remove texts of an event that must never have been entered, once and on record.",
    ),
}
_PROVE = {
    "audit": ("audit.auditing", "Prove what was recorded, and check what others prove."),
    "document": ("audit.documents", "Ask which entries cite a file, by its sha256."),
}
HEADINGS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "Begin": _BEGIN,
        "Record": _RECORD,
        "Correct": _CORRECT,
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
