"""Whoever may see whichever entries: what an audience may not see is in nothing made for it."""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, timedelta
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.answers import AsOf
from application.declarations.fields import FREE
from application.questions.across.calendar import calendar
from application.questions.across.reminders import reminders
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.reading import code_at
from application.recording import Recording
from application.reports.document import Paragraph, Points, Report
from application.use_cases import entries
from domain.errors import DepositaryError
from domain.events import EVENTS, NEVER_PUBLIC
from domain.values import Visibility
from infrastructure.cli.questions.question_table import QUESTIONS
from infrastructure.cli.reports.making import make_report
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from infrastructure.exports.cloudevents import cloud_events
from infrastructure.importers.rows.act_request import ACTS
from infrastructure.importers.workbooks.member_workbook import member_workbook
from infrastructure.read_model.snapshot import SnapshotRequest
from infrastructure.render.calendar import as_icalendar
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.tables import as_text
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import CLERK, Office, office
from tests.infrastructure.importers.rows.test_own_columns import rows
from tests.often import often

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


def marked(value: str) -> str:
    """Put behind a text a word that stands nowhere else, and cannot be guessed."""
    letters = "".join(chr(97 + byte % 26) for byte in sha256(value.encode()).digest()[:10])
    return f"{value} Zq{letters}"


def marked_rows() -> Iterator[dict[str, str]]:
    """Yield a row for every act, with such a word in each free text, and one in its note."""
    for number, row in enumerate(EVERY):
        fields = ACTS[row["act"]].fields()
        free = {
            name
            for name in (row.keys() & fields.keys()) - {"enough"}
            if fields[name].kind.python is str
            and fields[name].kind.pattern in FREE
            and not (fields[name].kind.choices or fields[name].many)
        }
        cells = {name: marked(cell) if name in free else cell for name, cell in row.items()}
        yield {**cells, "note": marked(f"Note {number}")}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with every act; each entry has words of its own."""
    folder = tmp_path_factory.mktemp("recorded")
    with office(folder) as opened:
        opened.set_up()
        opened.do(rows(*marked_rows()))
    return folder


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
            entries.show_to(recording, [row.entry_id], audience)


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
        names = [str(each.name) for each in question.params]
        for given_ in REFERENCES.get(name, ({},)) if name != "search" else ():
            blank = dict.fromkeys(names) | _flags(question.params)
            with _hidden_or_refused() as refused:
                told = answer(opened.read_model, ask, today=TODAY, **{**blank, **given_})
                yield f"{name} {as_text(told)} {json.dumps(told.as_json())}"
            yield from refused


def _flags(params: object) -> dict[str, object]:
    assert isinstance(params, tuple)
    return {str(each.name): False for each in params if getattr(each, "is_flag", False)}


def reports(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield every report, as text and as data."""
    for kind in REPORT_KINDS:
        for given_ in REPORTS.get(kind, ({},)):
            with _hidden_or_refused() as refused:
                report = make_report(kind, given_, opened.read_model, ask, TODAY)
                for form in ("text", "json", "html"):
                    content = render(report, form, ReportStyle())
                    yield f"{kind} {content if isinstance(content, str) else content.decode()}"
            yield from refused


def exports(opened: Office, ask: Ask) -> Iterator[str]:
    """Yield what is written for other programs, a workbook of a member, and its reminders."""
    at = as_of(opened.read_model, ask, TODAY)
    yield "\n".join(cloud_events(opened.read_model, ask, TODAY))
    yield as_icalendar(calendar(opened.read_model, ask, TODAY)).decode()
    if ask.audience is not Visibility.PUBLIC:
        for member in MEMBERS:
            with _hidden_or_refused() as refused:
                code = code_at(opened.read_model, at, BODY, member)
                content = member_workbook(Facts(opened.read_model, BODY, at), code)
                with ZipFile(BytesIO(content)) as packed:
                    yield "".join(packed.read(each).decode() for each in packed.namelist())
            yield from refused
        yield repr(reminders(opened.read_model, BODY, TODAY))
    with TemporaryDirectory() as place:
        file = Path(place) / "tables.db"
        opened.read_model.snapshot(file, SnapshotRequest(taskforce=BODY, audience=ask.audience))
        with closing(connect(file)) as tables:
            yield "\n".join(tables.iterdump())
        yield file.read_bytes().decode("latin-1")


@contextmanager
def _hidden_or_refused() -> Iterator[list[str]]:
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
}


@pytest.mark.parametrize("audience", [Visibility.PUBLIC, Visibility.MEMBERS])
@pytest.mark.parametrize("made", MADE)
def test_nothing_holds_what_its_audience_may_not_see(
    recorded: Path, made: str, audience: Visibility
) -> None:
    """Whatever is shown to whom, on whatever day, and as known whenever."""

    @given(seed=st.integers(0, 10**6), later=st.booleans())
    @settings(max_examples=often(20), deadline=None)
    def holds(seed: int, later: bool) -> None:  # noqa: FBT001  # drawn by name
        dice = random.Random(seed)  # noqa: S311  # no secret
        with shown_at_random(recorded, dice) as opened:
            hidden = hidden_words(opened, audience)
            on = TODAY - timedelta(days=dice.randrange(1500))
            known = None if later else f"@{dice.randrange(30, opened.head())}"
            ask = Ask(taskforce=BODY, on=on, known=known, audience=audience)
            for told in MADE[made](opened, ask):
                found = hidden.intersection(WORD.findall(told))
                assert not found, (told[:60], found)

    holds()


def test_no_summary_and_no_count_for_the_public_is_zero(recorded: Path) -> None:
    """Nor is anything that may be hidden called nothing, whatever is."""

    @given(seed=st.integers(0, 10**6))
    @settings(max_examples=often(10), deadline=None)
    def holds(seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311  # no secret
        with shown_at_random(recorded, dice) as opened:
            on = TODAY - timedelta(days=dice.randrange(1500))
            ask = Ask(taskforce=BODY, on=on, audience=Visibility.PUBLIC)
            for told in questions(opened, ask):
                assert not re.search(r'"counts": {[^}]*: 0[,}]', told), told[:60]
            for kind in REPORT_KINDS:
                for given_ in REPORTS.get(kind, ({},)):
                    with _hidden_or_refused():
                        made = make_report(kind, given_, opened.read_model, ask, TODAY)
                        for line in _summary(made):
                            assert not re.search(r"(?<![-\d@])0(?!\d)", line), (kind, line)

    holds()


def _summary(report: Report) -> Iterator[str]:
    for section in report.sections:
        for block in section.blocks if section.key == "summary" else ():
            if isinstance(block, Points):
                yield from block.lines
            elif isinstance(block, Paragraph):
                yield block.text


def test_the_words_are_there_to_be_seen(recorded: Path) -> None:
    """Words that are nowhere would prove nothing."""
    ask = Ask(taskforce=BODY, on=TODAY, audience=Visibility.SECRETARIAT)
    with office(recorded) as opened:
        told = {made: list(make(opened, ask)) for made, make in MADE.items()}

    for made, contents in told.items():
        assert len(set(WORD.findall("".join(contents)))) > 50, made
        assert not [each for each in contents if each.startswith(("There is no ", "The report "))]
