"""Whether documents can be made as the settings say, and say who issues them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from application.model_rows import AsOf
from application.questions.asking.answer import Column
from application.reports.document import Chart, Markdown, Paragraph, Points, Report, Section, Table
from domain.errors import DepositaryError, Malformed, Unavailable
from domain.values import Visibility
from infrastructure.bootstrap import CONFIG, Settings, published_folder
from infrastructure.doctor.finding import HealthFinding, Installation, advice, closed, problem
from infrastructure.files.store_path import file_in
from infrastructure.letters.template_names import LETTER_TEMPLATES
from infrastructure.letters.templates import check_letter_templates
from infrastructure.output_safety.template_links import links_out
from infrastructure.render.forms import FONTS, FORMS, OWN, ReportStyle, render

_MARKDOWN = "# -\n\n> -\n\n- -\n  - -\n    - -\n\n1. -\n2. -\n"


def check_templates(installation: Installation) -> Iterator[HealthFinding]:
    """Check that templates and letterhead are used."""
    settings = installation.settings
    folder = settings.templates
    yield from _check_issuer(settings)
    if folder and not folder.is_dir():
        yield problem(
            "There is no folder {folder}, which is named as templates.",
            "Make it, or take templates out of {config}.",
            folder=folder,
            config=CONFIG,
        )
        return
    if found := [*(closed(folder) if folder else ()), *_leading_out(settings)]:
        yield from found
        return
    try:
        settings.letterhead.checked(folder)
    except (Malformed, Unavailable) as error:
        remedy = "Correct logo, colour and letterhead in {config}."
        yield problem(str(error), remedy, config=CONFIG)
    if folder is None:
        return
    yield from _check_own(folder)
    known = (*OWN, *LETTER_TEMPLATES)
    for path in sorted(folder.iterdir()):
        if path.name not in {*known, FONTS, settings.letterhead.logo}:
            remedy = "Templates are called {known}."
            yield advice("{path} is used for nothing.", remedy, path=path, known=", ".join(known))


def _leading_out(settings: Settings) -> Iterator[HealthFinding]:
    for why in links_out(settings):
        sentence = "{why}: a report could contain what is there."
        yield problem(sentence, "Put the file itself there.", why=why)


def _check_own(folder: Path) -> Iterator[HealthFinding]:
    checks: list[Callable[[Path], None]] = [partial(check_template, form=form) for form in FORMS]
    for check in (*checks, check_letter_templates):
        try:
            check(folder)
        except DepositaryError as error:
            yield problem(str(error), "Correct it, or take it away.")


def check_template(folder: Path, form: str) -> None:
    """Look whether a report can be made in one of `FORMS` with the secretariat's own templates.

    Raises:
        Malformed: one has a mistake, or is no document.
        Unavailable: one cannot be read, or the part that writes such files is not installed.
    """
    if any(file_in(folder, name) for name in FORMS[form].own):
        render(sample_report(), form, ReportStyle(templates=folder))


def _check_issuer(settings: Settings) -> Iterator[HealthFinding]:
    """Remind of the issuer as soon as something is published."""
    if settings.store and not settings.authority and published_folder(settings.store).is_dir():
        yield advice(
            "Documents say that no issuer is named.",
            'Put authority = "OFFICE" into {config} where an office issues them.',
            config=CONFIG,
        )


def sample_report() -> Report:
    """Return a small report with every kind of block, to see whether a template holds reports."""
    first = date(2000, 1, 1)
    text = first.isoformat()
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    table = Table(key="-", caption=text, columns=[Column("-", text)], rows=[{"-": "-"}])
    chart = Chart(
        key="-", caption=text, categories=["-"], whole=[1], silence="-", series=[("-", "good", [1])]
    )
    points = Points(["-"]), Points(["-"], numbered=True)
    inner = Section("-", text, [Paragraph(text), *points], [Section("-", text, [])])
    return Report(
        name="-",
        title=text,
        taskforce="-",
        body="-",
        as_of=AsOf(
            on=first, position=1, recorded_at=moment, known="@1", audience=Visibility.PUBLIC
        ),
        sections=[Section("-", text, [Markdown(_MARKDOWN), table, chart], [inner])],
        banners=["-"],
    )
