"""Whether documents can be made as the settings say, and say who issues them."""

from collections.abc import Iterator

from domain.errors import DepositaryError, Malformed, Unavailable
from infrastructure.bootstrap import CONFIG, Settings, published_folder
from infrastructure.doctor.finding import HealthFinding, Installation, advice, closed, problem
from infrastructure.letters.templates import LETTER_TEMPLATES, check_letter_templates
from infrastructure.render.forms import OWN, check_templates_are_files, check_word_template


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
    if found := list(closed(folder) if folder else ()):
        yield from found
        return
    try:
        settings.letterhead.checked(folder)
    except (Malformed, Unavailable) as error:
        remedy = "Correct logo, colour and letterhead in {config}."
        yield problem(str(error), remedy, config=CONFIG)
    for check in (check_templates_are_files, check_word_template, check_letter_templates):
        try:
            check(folder)
        except DepositaryError as error:
            yield problem(str(error), "Correct it, or take it away.")
    known = (*OWN, *LETTER_TEMPLATES)
    for path in sorted(folder.iterdir()) if folder else ():
        if path.name not in {*known, "fonts", settings.letterhead.logo}:
            remedy = "Templates are called {known}."
            yield advice("{path} is used for nothing.", remedy, path=path, known=", ".join(known))


def _check_issuer(settings: Settings) -> Iterator[HealthFinding]:
    """Remind of the issuer as soon as something is published."""
    if settings.store and not settings.authority and published_folder(settings.store).is_dir():
        yield advice(
            "Documents say that no issuer is named.",
            'Put authority = "OFFICE" into {config} where an office issues them.',
            config=CONFIG,
        )
