"""`names`: which country a name means, and how it is called in seven languages."""

import click

from infrastructure.cli.groups import REFUSED, example
from infrastructure.cli.screen import tell
from infrastructure.customary_names.country_names import LANGUAGES, country_names


@click.command("names", epilog=example("names 'Moldova (Republic of)'", "names Кения"))
@click.argument("name")
def names_(name: str) -> int:
    """Ask which code a country's NAME means, and its usual names in seven languages.

    A name that several share gets suggestions and no answer. The names are for recognising and
    translating; what the register prints is the official name that was recorded.
    """
    table = country_names()
    match = table.find(name)
    code = match.code or (name.upper() if table.translated(name.upper()) else None)
    if code is None:
        if likely := ", ".join(map(table.label, match.suggestions)):
            tell(
                "depositary: {name!r} is not the name of exactly one country. Did you mean "
                "{likely}?",
                name=name,
                likely=likely,
            )
        else:
            tell(
                "depositary: {name!r} is not the name of exactly one country. Members and their "
                "names: depositary members",
                name=name,
            )
        return REFUSED
    click.echo(code)
    called = table.translated(code)
    for language in LANGUAGES:
        if language in called:
            click.echo(f"{language}  {called[language]}")
    return 0


COMMANDS = {"names": names_}
