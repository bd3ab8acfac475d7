"""All documents of the demonstration are looked through: a whole year, and what is really known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from application.questions.across.calendar import calendar
from application.questions.asking.ask import Ask
from application.register import Register
from domain.values import Visibility
from infrastructure.cli.reports.making import make_report
from infrastructure.demonstration.bodies import DAY, EXERCISE, GLOBAL_TASKFORCE, WIPO
from infrastructure.language import Spoken, speaking
from infrastructure.render.calendar import as_icalendar
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.looked_through import (
    PAPER,
    READ,
    broken_words,
    converted,
    empty_parts,
    faults,
)
from tests.often import every

YEAR = {"year": "2026"}
ASKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    *((body, "annual", YEAR) for body in (EXERCISE, GLOBAL_TASKFORCE, WIPO)),
    *((EXERCISE, kind, YEAR) for kind in ("attendance", "decisions")),
    *((EXERCISE, kind, {}) for kind in ("brief", "gaps", "overdue", "practices", "progress")),
    (EXERCISE, "changes", {"a": "2026-01-14", "b": "2026-11-01"}),
    (EXERCISE, "minutes", {"meeting": "2026-2"}),
    (EXERCISE, "profile", {"member": "ERE"}),
    (EXERCISE, "status", {"instrument": "PLEDGE"}),
    (GLOBAL_TASKFORCE, "status", {"instrument": "MISSION"}),
    (WIPO, "status", {"instrument": "BERNE"}),
)
"""By body: a kind of report, and what it is asked for."""


def asked() -> Iterator[object]:
    """Yield each document with an audience and a form; with all of them with the slow tests."""
    for number, (body, kind, given) in enumerate(ASKED):
        hidden = body == EXERCISE and given.keys() & {"meeting", "member", "instrument"}
        audiences = [each for each in Visibility if each != "public" or not hidden]
        for turn, audience in enumerate(audiences, number):
            for place, form in enumerate(PAPER, number):
                step, some = every(len(audiences)), every(len(PAPER))
                marks = pytest.mark.slow if turn % step or place % some else ()
                name = f"{body}-{kind}-{audience}-{form}"
                yield pytest.param(body, kind, given, audience, form, id=name, marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize(("body", "kind", "given", "audience", "form"), [*asked()])
def test_holds_nothing_for_programs_and_no_empty_part(
    body: str, kind: str, given: dict[str, str], audience: Visibility, form: str, register: Register
) -> None:
    """Whoever is shown it, and in whatever form it is sent."""
    ask = Ask(taskforce=body, on=DAY, audience=audience)

    report = make_report(kind, given, register.read_model, ask, DAY)

    assert [*faults(report, form)] == []
    assert [*empty_parts(report)] == []


LAID_OUT = [each for each in ASKED if each[1] in ("annual", "decisions", "profile", "progress")]


@pytest.mark.slow
@pytest.mark.parametrize(("body", "kind", "given"), LAID_OUT)
def test_office_programs_break_no_word_in_a_table(
    body: str, kind: str, given: dict[str, str], register: Register, tmp_path: Path
) -> None:
    """They break where a column has no room, whatever its width was meant for."""
    report = make_report(kind, given, register.read_model, Ask(taskforce=body, on=DAY), DAY)
    file = tmp_path / "made.docx"
    file.write_bytes(render(report, "docx"))

    converted(file, "pdf")

    text = READ["pdf"](file.with_suffix(".pdf").read_bytes())
    assert [*broken_words(report, text)] == []


PERIOD = {"begin": "2026-01-01", "end": "@40", "sample": "1", "seed": "1"}
SAID = (
    ("annual", YEAR, "atteint : 4 sur 6, 4 requis"),
    ("annual", YEAR, "réunions : 2 ; nombre prévu par an : 2."),
    ("annual", YEAR, "lacunes législatives : 1, possibilités d'amélioration : 1"),
    ("annual", YEAR, "mobilisation, niveau régional"),
    ("changes", {"a": "2026-01-01", "b": "2026-11-01"}, "adoption de l'engagement 1 : Keep one"),
    ("changes", {"a": "2026-01-01", "b": "2026-11-01"}, "tâche 1 adoptée : Drive"),
    ("decisions", YEAR, "Décisions adoptées en 2026 : 2 ; non adoptées : 0."),
    ("audit", PERIOD, "- Rectifications : aucune"),
)


@pytest.mark.parametrize(("kind", "given", "words"), SAID)
def test_has_no_wrong_french(
    kind: str, given: dict[str, str], words: str, register: Register
) -> None:
    """Words agree with what they are said of, whatever the number."""
    ask = Ask(taskforce=EXERCISE, on=DAY)
    report = make_report(kind, given, register.read_model, ask, DAY)

    said = render(report, "text", ReportStyle(language="fr")).decode()

    assert words in " ".join(said.split())


def test_names_of_whom_it_is_not_certain(register: Register) -> None:
    """By name and day, in words of the language."""
    ask = Ask(taskforce=GLOBAL_TASKFORCE, on=date(2023, 12, 31))
    report = make_report("annual", {"year": "2023"}, register.read_model, ask, DAY)

    said = " ".join(render(report, "text", ReportStyle(language="fr")).decode().split())

    who = "Lanzarote Committee \N{EN DASH} Council of Europe"
    assert f"non compté : {who} (devenu membre : au plus tard le 24 novembre 2026)." in said


def test_a_calendar_has_numbers_for_codes_in_the_language_of_its_reader(register: Register) -> None:
    """A focal point has it beside its own appointments, where PLEDGE-1 says nothing to others."""
    made = calendar(register.read_model, Ask(taskforce=EXERCISE, on=DAY), DAY)

    with speaking(Spoken("fr")):
        told = Calendar.from_ical(as_icalendar(made))

    titles = [str(event["summary"]) for event in told.walk("VEVENT")]
    assert any(each.endswith("\N{NO-BREAK SPACE}: Session ordinaire 2026-2") for each in titles)
    assert any("Rapport sur l'engagement 1 du 1er juillet 2026" in each for each in titles)
    assert not [each for each in titles if "PLEDGE" in each or "REVIEW" in each]
