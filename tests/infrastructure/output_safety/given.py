"""Every command that writes where it is told to, and every file that none of them may change."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from infrastructure.cli.main import cli
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.backup.given import furnish, settle
from tests.infrastructure.cli.given import every_command, must, tell, typed
from tests.infrastructure.cli.reports.given_published import LINE, NAME

KEY = "../log.key"
POLICY = "--policy ../our.policy"
FROM = "../1.checkpoint"
LETTER = "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n\nDear Ada,\n"
PUBLISHED = f"register.published/{NAME}"
PLACES: Mapping[tuple[str, str], str] = {
    ("init", "folder"): "init {}",
    ("demo", "folder"): "demo {}",
    ("import", "file"): "import {} --template",
    ("import", "errors"): "import rows.csv --errors {}",
    ("export entries", "output"): "export --output {}",
    ("export calendar", "output"): "export calendar --output {}",
    ("export events", "output"): "export events --output {}",
    ("export rows", "output"): "export rows --output {}",
    ("export workbook", "output"): "export workbook KEN --output {}",
    ("export analysis", "file"): "export analysis {}",
    ("export datapackage", "folder"): "export datapackage {}",
    ("report template", "output"): "report template report.css --output {}",
    ("report reproduce", "output"): f"report reproduce {PUBLISHED} --output {{}}",
    ("audit keygen", "file"): "audit keygen {} --name example.org/another",
    ("audit policy", "output"): f"audit policy {KEY}.vkey --output {{}}",
    ("audit checkpoint", "output"): f"audit checkpoint --key {KEY} --output {{}}",
    ("audit rotate-key", "output"): f"audit rotate-key --new {KEY} --output {{}}",
    ("audit receipt", "output"): f"audit receipt @3 --checkpoint {FROM} --output {{}}",
    ("audit receipt", "content"): "audit receipt @3 --output ../new --content {}",
    ("audit prove", "output"): f"audit prove {FROM} --output {{}}",
    ("audit witness", "output"): f"audit witness {FROM} --key {KEY} {POLICY} --output {{}}",
    ("run-due", "folder"): "run-due --preview {}",
    ("backup", "folder"): "backup {}",
    ("restore", "store"): "restore ../backups/monday --store {}",
}
"""What is typed, by the words of a command and one of its parameters; reports are added to it."""
READ = {
    ("restore", "folder"),
    ("import", "answers"),
    ("audit verify", "checkpoints"),
    ("audit verify", "folders"),
}
"""Where nothing is written, although it need not be there."""


def report_places() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what is typed for each kind of report, as `PLACES` has it."""
    for name, kind in REPORT_KINDS.items():
        asked = re.sub(r" ?--(?:output|format) \S+", "", kind.example)
        yield (f"report {name}", "output"), f"report {name} {asked} --format text --output {{}}"
        yield (f"report publish {name}", "output"), f"report publish {name} {asked} --output {{}}"


def found_places() -> Iterator[tuple[str, str]]:
    """Yield every parameter that names a place which need not be there: it may be written to."""
    for words, command in commands():
        for each in command.params:
            free = isinstance(each.type, click.Path) and not each.type.exists
            if free and each.name and (words, each.name) not in READ:
                yield words, each.name


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command, those of groups in groups, too."""
    for words, command in every_command():
        yield words, command
        if isinstance(command, click.Group) and " " in words:
            yield from ((f"{words} {name}", each) for name, each in command.commands.items())
    yield "", cli


OURS: Mapping[str, str] = {
    "register.db": "the log of ",
    "register.contacts": "contacts",
    "register.sent": "list of who was sent what",
    "register.read/gen-*.sqlite": "belongs to the register|a database",
    "register.checkpoints/*.checkpoint": "belongs to the register|a checkpoint",
    f"{PUBLISHED}/manifest.json": "belongs to the register|the manifest of a published report",
    "depositary.toml": "settings",
    "list.csv.mapping.toml": "settings, or a mapping",
    KEY: "private key",
    f"{KEY}.vkey": "the public half of",
    f"{KEY}.signed": "what the log's key signed last|a checkpoint",
    "../another.key": "a private key",
    "../another.key.vkey": "the public half of a key",
    "../our.policy": "a policy",
    FROM: "a checkpoint",
    "../1.txt": "a checkpoint",
    "../elsewhere/*.checkpoint": "a checkpoint",
    "../ken.tlog-proof": "a receipt",
    "../ken.json": "what was stored of an entry",
    "../growth.proof": "a proof that a log only grew",
    "../letters/*.eml": "a letter",
    "../backups/monday/backup.json": "the list of what is in a backup",
    "../backups/monday/log.db": "the log of a register",
    "../backups/monday/contacts.db": "a file of contacts",
    "../backups/monday/sent.db": "a list of who was sent what",
    "../backups/monday/depositary.toml": "settings",
    "../backups/monday/checkpoints/*.checkpoint": "a checkpoint",
    f"../backups/monday/published/{NAME}/manifest.json": "the manifest of a published report",
}
"""What stands in an office, and words of the sentence that says so."""
BY_PLACE: Mapping[str, str] = {
    f"{PUBLISHED}/*.html": "belongs to the register|a file of the published report",
    "../ours/*.html": "a file of the published report",
    "our-looks/report.css": "a template of reports|a template, as its name says",
    "../backups/monday/templates/report.css": "a file of a backup",
    f"../backups/monday/published/{NAME}/*.html": "a file of the published report",
    "../damaged.checkpoint": "a file that is kept, as its name says",
}
"""What is known by where it stands, and not by what is in it."""


def tell_of_an_office() -> None:
    """Set up an office here which has one of everything that is in `OURS` and `BY_PLACE`."""
    tell()
    furnish()
    settle()
    Path("list.csv").write_text("Country,Signed\nKenya,25/04/2022\n", encoding="utf-8")
    assert typed("import list.csv").code == 1  # a mapping is proposed
    Path("rows.csv").write_text("act,member,on\n", encoding="utf-8")
    Path("preface.md").write_text("In short.\n", encoding="utf-8")
    Path("../letters").mkdir(exist_ok=True)
    Path("../letters/1.eml").write_text(LETTER, encoding="utf-8")
    made = next(Path("register.checkpoints").glob("*")).read_bytes()
    Path(FROM).write_bytes(made)
    Path("../1.txt").write_bytes(made.replace(b"\n", b"\r\n"))
    Path("../damaged.checkpoint").write_bytes(made[:20])
    must(
        LINE,
        "report publish status MISSION --as OURS --output ../ours",
        "audit keygen ../another.key --name example.org/another",
        f"audit receipt @3 --output ../ken.tlog-proof --content ../ken.json --checkpoint {FROM}",
        f"audit prove {FROM} --output ../growth.proof",
        "backup ../backups/monday",
    )


def typed_for(line: str, place: str) -> list[str]:
    """Return a line as words, with a place in it."""
    return [word.replace("{}", place) for word in shlex.split(line)]
