"""A register with every act, whose entries are shown by lot, and all that is made from it."""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from application.declarations.fields import FREE
from application.entries import amending
from application.letters.correspondence import letters
from application.model_rows import AsOf
from application.questions.across.calendar import calendar
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.reading import code_at
from application.recording.recording import Recording
from domain.errors import DepositaryError
from domain.events.table import EVENTS, NEVER_PUBLIC
from domain.values import Visibility
from infrastructure.cli.questions.question_table import QUESTIONS
from infrastructure.cli.reports.making import make_report
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from infrastructure.exports.cloudevents import cloud_events
from infrastructure.importers.rows.act_request import ACTS
from infrastructure.importers.workbooks.member_workbook import member_workbook
from infrastructure.letters.papers import Papers
from infrastructure.read_model.snapshot import SnapshotRequest
from infrastructure.render.calendar import as_icalendar
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.tables import render as rendered
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import CLERK, Office, office
from tests.infrastructure.importers.rows.test_own_columns import rows

BODY, TODAY = "TF", date(2026, 11, 25)
WORD = re.compile(r"Zq[a-z]{10}")
TEXTS, MEMBERS, MEETINGS = ("I", "T", "N", "C1", "N1"), ("KEN", "ERE"), ("2023-1", "2023-2")
REFERENCES: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "status": tuple({"reference": each} for each in TEXTS),
    "history": tuple({"reference": each} for each in (*TEXTS, *MEMBERS)),
    "presence": tuple({"reference": each} for each in MEETINGS),
    "rights": ({}, *({"reference": each} for each in MEETINGS)),
    "matrix": ({"instrument": None}, {"instrument": "I"}),
    "gaps": ({}, {"by_area": True}),
    "work": tuple({"kind": each} for each in ("inputs", "advice", "contributions", "engagements")),
}
REPORTS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    **{kind: ({"year": "2023"},) for kind in ("annual", "attendance", "decisions")},
    "annual": ({"year": "2023"}, {"year": "2026"}),
    "audit": ({"begin": "@1", "end": "@99", "sample": "99", "seed": "1"},),
    "changes": ({"a": "2023-01-01", "b": "@90"},),
    "brief": tuple({"meeting": each} for each in MEETINGS),
    "minutes": tuple({"meeting": each} for each in MEETINGS),
    "profile": tuple({"member": each} for each in MEMBERS),
    "status": tuple({"instrument": each} for each in ("I", "T", "N")),
}
CHECKED = frozenset({"assessment", "enough"})
"""Fields of any text, of which an act takes only some: a value of the scale, a rule."""

LATELY = (
    {"act": "focal_point", "member": "ERE", "person": "p-a7erq3", "on": "2026-01-01"},
    {"act": "convene", "meeting": "2026-9", "kind": "ordinary_session", "on": "2026-12-20"}
    | {"place": "Hall"},
    {"act": "milestone", "commitment": "C1", "milestone": "LAW", "title": "The law is in force"}
    | {"due_on": "2026-10-01", "owner": "ERE", "on": "2026-01-10"},
    {"act": "sign", "member": "ERE", "instrument": "I", "on": "2026-11-20"}
    | {"office": "Ministry"},
    {"act": "apply", "member": "ZUB", "name": "Zubrowka", "evidence": "A page"}
    | {"on": "2026-11-20"},
)
"""Rows about which letters are written today."""


def marked(value: str) -> str:
    """Put behind a text a word that stands nowhere else, and cannot be guessed."""
    letters = "".join(chr(97 + byte % 26) for byte in sha256(value.encode()).digest()[:10])
    return f"{value} Zq{letters}"


def marked_rows(given_: Sequence[Mapping[str, str]], first: int = 0) -> Iterator[dict[str, str]]:
    """Yield rows with such a word in each free text, and one in the note."""
    for number, row in enumerate(given_, first):
        fields = ACTS[row["act"]].fields()
        free = {
            name
            for name in (row.keys() & fields.keys()) - CHECKED
            if fields[name].kind.python is str
            and fields[name].kind.pattern in FREE
            and not (fields[name].kind.choices or fields[name].many)
        }
        cells = {name: marked(cell) if name in free else cell for name, cell in row.items()}
        yield {**cells, "note": marked(f"Note {number}")}


def record_every_act(folder: Path) -> None:
    """Record every act in a register, each entry with words of its own."""
    with office(folder) as opened:
        opened.set_up()
        opened.do(rows(*marked_rows(EVERY)))
        opened.do(rows(*marked_rows(LATELY, len(EVERY))))


@contextmanager
def shown_at_random(recorded: Path, dice: random.Random) -> Iterator[Office]:
    """Open a copy in which each entry is shown to an audience drawn by lot."""
    with TemporaryDirectory() as place:
        shutil.copytree(recorded, place, dirs_exist_ok=True)
        with office(Path(place)) as opened:
            opened.register.record(lambda r: _show(r, dice), CLERK)
            yield opened


def _show(recording: Recording, dice: random.Random) -> None:
    kinds = [kind for kind in EVENTS if not kind.TOPIC.startswith(("log.", "record.", "report."))]
    never = {kind.TOPIC for kind in NEVER_PUBLIC}
    for row in recording.entries(BODY, kinds):
        audiences = [each for each in Visibility if each != "public" or row.topic not in never]
        audience = dice.choice(audiences)
        if audience != row.visibility:
            amending.show_to(recording, [row.entry_id], audience)


def hidden_words(opened: Office, audience: Visibility) -> set[str]:
    """Return the words that stand in entries above an audience, and in none that it may see."""
    at = AsOf.everything(opened.head())
    seen: set[str] = set()
    hidden: set[str] = set()
    for event in opened.read_model.log(None, at, None):
        words = WORD.findall(json.dumps([event.content, event.note, event.source]))
        (seen if audience.shows(Visibility(event.visibility)) else hidden).update(words)
    return hidden - seen


def questions(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield every answer, as text and as data."""
    for name, question in QUESTIONS.items():
        module, _, function = question.answer.rpartition(".")
        answer = getattr(import_module(f"application.questions.{module}"), function)
        names = [str(each.name) for each in question.params()]
        for given_ in REFERENCES.get(name, ({},)) if name != "search" else ():
            blank = dict.fromkeys(names) | _flags(question.params())
            with refusals() as refused:
                told = answer(opened.read_model, ask, today=TODAY, **{**blank, **given_})
                yield f"{name} {rendered(told, 'text')} {json.dumps(told.as_json())}"
            yield from refused


def _flags(params: object) -> dict[str, object]:
    assert isinstance(params, tuple)
    return {str(each.name): False for each in params if getattr(each, "is_flag", False)}


def reports(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield every report, as text and as data."""
    for kind in REPORT_KINDS:
        for given_ in REPORTS.get(kind, ({},)):
            with refusals() as refused:
                report = make_report(kind, given_, opened.read_model, ask, TODAY)
                for form in ("text", "json", "html"):
                    content = render(report, form, ReportStyle())
                    yield f"{kind} {content if isinstance(content, str) else content.decode()}"
            yield from refused


def exports(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield what is written for other programs, and the workbook of a member."""
    at = as_of(opened.read_model, ask, TODAY)
    yield "\n".join(cloud_events(opened.read_model, ask, TODAY))
    yield as_icalendar(calendar(opened.read_model, ask, TODAY)).decode()
    if ask.audience is not Visibility.PUBLIC:
        for member in MEMBERS:
            with refusals() as refused:
                code = code_at(opened.read_model, at, BODY, member)
                yield _unpacked(member_workbook(Facts(opened.read_model, BODY, at), code))
            yield from refused
    with TemporaryDirectory() as place:
        file = Path(place) / "tables.db"
        opened.read_model.snapshot(file, SnapshotRequest(taskforce=BODY, audience=ask.audience))
        with closing(connect(file)) as tables:
            yield "\n".join(tables.iterdump())
        yield file.read_bytes().decode("latin-1")


def letters_to_members(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield every letter with what goes with it; whoever gets it knows its own member's name."""
    tables, papers = opened.read_model, Papers(opened.read_model, BODY, TODAY, ReportStyle(), None)
    if ask.audience is not Visibility.PUBLIC:
        for letter in letters(tables, BODY, TODAY, lambda _: (), date(2020, 1, 1)):
            told = repr(letter)
            for name in letter.members:
                told = told.replace(name, "")
            yield told
            with refusals() as refused:
                for paper in papers.of(letter):
                    yield _unpacked(paper.content)
            yield from refused


def _unpacked(content: bytes) -> str:
    """Return what is in a file; of a packed one what is in its parts."""
    if not content.startswith(b"PK"):
        return content.decode("latin-1")
    with ZipFile(BytesIO(content)) as packed:
        return "".join(packed.read(each).decode("latin-1") for each in packed.namelist())


@contextmanager
def refusals() -> Iterator[list[str]]:
    """Give the sentence of a refusal, which must not tell what is hidden, either."""
    said: list[str] = []
    try:
        yield said
    except DepositaryError as error:
        said.append(str(error))


MADE: Mapping[str, Callable[[Office, Ask], Iterator[str]]] = {
    "questions": questions,
    "reports": reports,
    "exports": exports,
    "letters": letters_to_members,
}
