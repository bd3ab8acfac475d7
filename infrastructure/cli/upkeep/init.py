"""`init` and `demo`: begin a register, or make a demonstration."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from json import dumps
from os.path import lexists
from pathlib import Path
from shlex import quote

import click
from pydantic import TypeAdapter

from application.acts.bodies import establish
from application.context import Context
from domain.errors import DepositaryError, Malformed, Refused
from domain.events.bodies import Established
from domain.values import Actor, ImpreciseDate, Visibility
from domain.words import worded
from infrastructure.bootstrap import CONFIG, Settings, open_register, settings, utc_today
from infrastructure.cli.common_options import DATE, NEW_PLACE
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import sentences
from infrastructure.cli.screen import spoken, tell
from infrastructure.contacts.contact import new_reference
from infrastructure.files.store_path import BESIDE, ENDS, STORE
from infrastructure.files.writing import ASIDE, staging
from infrastructure.output_safety.overwrite_rules import must_be_folder, must_be_outside
from infrastructure.setting_values import new_entries_shown_to, one_line

DEMO_STORE = "demo.db"
_PARTS = [
    f"{Path(STORE).stem}{end}{part}"
    for end in (Path(STORE).suffix, *ENDS)
    for part in ("", *BESIDE)
]
"""The names of all that a register has; what another one left would be taken for a part of it."""
_LETTERS = """
# Letters to focal points (docs/letters.md): correct these lines, and take the # away.
# What other settings there are stands above [mail].
# [mail]
# from = "secretariat@example.org"
# folder = "letters"
# since = "{today}"
"""


@click.command(
    epilog=example("init my-register --code GTF --name 'Global Taskforce' --nature real")
)
@click.argument("folder", type=NEW_PLACE, default=".")
@click.option("--code", help="The body's short code, such as GTF.")
@click.option("--name", help="Its full name.")
@click.option("--nature", type=click.Choice(["real", "exercise"], case_sensitive=False))
@click.option("--on", type=DATE, default="unknown", help="When it was founded.  [unknown]")
@click.option(
    "--visibility",
    type=click.Choice([str(each) for each in Visibility], case_sensitive=False),
    help="Who may see what is recorded, where nobody says otherwise of it.  [members]",
)
@click.option(
    "--authority", metavar="OFFICE", help="Who issues documents, as they say it.  [nobody]"
)
@click.pass_context
def init(
    ctx: click.Context,
    /,
    *,
    folder: Path,
    code: str | None,
    name: str | None,
    nature: str | None,
    on: ImpreciseDate,
    visibility: str | None,
    authority: str | None,
) -> None:
    """Begin a register in FOLDER, and its body if --code, --name and --nature are given.

    It writes depositary.toml, which commands find from there and from every folder below. There
    the visibility and the authority can be changed at any time; they hold for what is recorded and
    written after that. Gaps in laws, returned reports and reminders are for members where other
    entries are public. At a terminal it asks for both.
    """
    _must_name_nothing(ctx, "store", "taskforce")
    _must_be_free(folder)
    given = [part for part in (code, name, nature) if part]
    if given and not (code and name and nature):
        raise Malformed("A body needs --code, --name and --nature (real or exercise), all three.")
    actor = ctx.find_root().obj["actor"] or new_reference()
    told = {"store": STORE, "actor": actor, **_of_documents(visibility, authority)}
    with sentences():
        TypeAdapter(Actor).validate_python(actor)
        context = Context(actor=actor, by_default=new_entries_shown_to(told.get("visibility")))
        body = given and Established.model_validate(
            {"code": given[0].upper(), "name": name, "nature": nature}
        )
        with made_aside(folder) as aside:
            _begin(aside, context, body or None, on)
            text = _as_toml(told) + _LETTERS.format(today=utc_today())
            (aside / CONFIG).write_text(text, encoding="utf-8")
    tell(
        "Began a register in {folder}; you record as {actor} (see {config}).",
        folder=folder,
        actor=actor,
        config=CONFIG,
    )
    tell(
        "New entries are shown to {visibility} where nothing else is said of them; later, "
        "depositary show-to shows them to others.",
        visibility=context.by_default,
    )
    command = "member join KEN --name Kenya --on 2022-06" if body else "taskforce establish --help"
    if folder == Path():
        tell("Next: depositary {command}", command=command)
    else:
        begin = "Next: cd {folder} and then: depositary {command}"
        tell(begin, folder=quote(str(folder)), command=command)


def _of_documents(visibility: str | None, authority: str | None) -> dict[str, str]:
    """Return who sees new entries and who issues documents, asked for at a terminal only.

    Raises:
        Malformed: the authority is not one line.
    """
    if sys.stdin.isatty() and sys.stderr.isatty():
        choices = click.Choice([str(each) for each in Visibility], case_sensitive=False)
        visibility = visibility or click.prompt(
            spoken(worded("Who may see what is recorded, where nobody says otherwise of it")),
            type=choices,
            default=Visibility.MEMBERS.value,
            err=True,
        )
        if authority is None:
            authority = click.prompt(
                spoken(worded("Who issues documents, such as an office (blank for nobody)")),
                default="",
                show_default=False,
                err=True,
            )
    found = {"visibility": visibility, "authority": one_line(authority)}
    return {key: value for key, value in found.items() if value}


def _as_toml(told: Mapping[str, str]) -> str:
    return "".join(f"{key} = {dumps(value, ensure_ascii=False)}\n" for key, value in told.items())


def _begin(folder: Path, context: Context, body: Established | None, on: ImpreciseDate) -> None:
    with open_register(folder / STORE, create=True) as register:
        if body:
            register.record(lambda r: establish(r, body.code, body, on), context)


def _must_name_nothing(ctx: click.Context, *names: str) -> None:
    """Refuse options that name what is there already: what is begun gets its own names.

    Raises:
        Malformed: one of them is given.
    """
    for name in names:
        if ctx.find_root().obj[name] is not None:
            raise Malformed(
                "{command} takes no --{name}: the register is made in FOLDER, with a body "
                "and an actor of its own. Leave it out.",
                command=ctx.info_name,
                name=name,
            )


def _must_be_free(folder: Path) -> None:
    _must_be_apart(folder)
    if (folder / DEMO_STORE).exists():
        sentence = "{folder} is the demonstration; begin your register in another folder."
        raise Refused(sentence, folder=folder)
    _must_not_exist(folder, CONFIG, *_PARTS)


def _must_be_apart(folder: Path) -> None:
    """Refuse a folder of a register, or that one above it has for letters, copies or templates.

    Raises:
        Refused: the sentence says what has its place there.
    """
    must_be_folder(Settings(), folder)
    around = Settings()
    with suppress(DepositaryError):  # what is wrong with settings above is no matter here
        around = settings({}, {}, folder.absolute())
    places = (around.templates, around.mail.folder, around.checkpoints.copies)
    for own in filter(None, places):
        must_be_outside(folder, own)


@click.command(epilog=example("demo"))
@click.argument("folder", type=NEW_PLACE, default="depositary-demo")
@click.pass_context
def demo(ctx: click.Context, /, folder: Path) -> None:
    """See it work, in a FOLDER of its own: the Global Taskforce, an exercise, real treaties.

    Of the real Taskforce it holds sourced facts only. Running it again is fine.
    """
    from infrastructure.demonstration.run import fill, tour  # noqa: PLC0415  # only this command

    _must_name_nothing(ctx, "store", "actor", "taskforce")
    _must_be_apart(folder)
    store = folder / DEMO_STORE
    if not (store.exists() and (folder / CONFIG).exists()):
        if folder.exists() and any(not p.name.startswith(ASIDE) for p in folder.iterdir()):
            sentence = "{folder} is not empty, so the demonstration does not go there."
            raise Refused(sentence, folder=folder)
        with made_aside(folder) as aside:
            fill(aside / DEMO_STORE)
            config = f'store = "{DEMO_STORE}"\nactor = "p-demo"\ntaskforce = "GTF"\n'
            (aside / CONFIG).write_text(config, encoding="utf-8")
    for line in tour(store, folder):
        click.echo(line)


@contextmanager
def made_aside(folder: Path) -> Iterator[Path]:
    """Give an empty place; what is made there goes into the folder when all is done.

    So an interruption leaves no half of it, and nothing that is there is removed or replaced.

    Raises:
        Refused: something of the same name is there.
    """
    folder = folder.absolute()
    place = folder if folder.is_dir() else folder.parent
    place.mkdir(parents=True, exist_ok=True)
    with staging(place) as made:
        yield made
        paths = sorted(made.iterdir(), key=lambda path: path.name == CONFIG)
        _must_not_exist(folder, *(path.name for path in paths))
        folder.mkdir(exist_ok=True)
        with ExitStack() as undo:
            for path in paths:
                undo.callback(_take_back, folder / path.name, path)
                path.rename(folder / path.name)
            undo.pop_all()


def _must_not_exist(folder: Path, *names: str) -> None:
    for name in names:
        if lexists(folder / name):
            raise Refused("{path} exists already; nothing was changed.", path=folder / name)


def _take_back(placed: Path, aside: Path) -> None:
    if not aside.exists():
        placed.rename(aside)


COMMANDS = {"init": init, "demo": demo}
