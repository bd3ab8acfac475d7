"""`audit …`: what an auditor, a member and a witness do with the register's evidence."""

from collections.abc import Iterator
from pathlib import Path

import click

from application.declarations.entry_names import entry_named
from application.questions.asking.answer import Json
from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.log import proving
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.kept import as_signed, one_signed
from infrastructure.audit.log.signing import SUFFIX
from infrastructure.audit.log.verify import verify as verified
from infrastructure.audit.log.witness import Growth, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small, to_base64
from infrastructure.audit.proofs.note import WITNESS
from infrastructure.audit.proofs.policy import read_policy
from infrastructure.audit.proofs.receipt import Receipt
from infrastructure.audit.published.verify_reports import verify_reports
from infrastructure.bootstrap import published_folder, tables_folder, utc_now
from infrastructure.cli.audit.auditing_keys import KEYS, newest_checkpoint, opened_key
from infrastructure.cli.groups import Group, example
from infrastructure.cli.reports.making import make_report, report_style
from infrastructure.cli.screen import put_json, say
from infrastructure.cli.session import Session
from infrastructure.files import write_new
from infrastructure.keeping.places import must_be_new

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
POLICY = click.option(
    "--policy", type=FILE, required=True, help="Whom you trust: your own file, not the register's."
)
PROVES = (
    "It does not prove that the entry still stands: it may have been corrected or retracted "
    "since. Nor does it prove that the log is complete."
)

SOON = 3600  # seconds
LATE = (
    "Note: it was not made within the last hour. Entries that are not in it may still be given "
    "earlier times, back to when it was made; ask for a new one each time."
)


@click.group(
    cls=Group, epilog=example("audit verify --checkpoint kept --policy our.policy --projections")
)
def audit() -> None:
    """Prove what was recorded, and check what others prove.

    Nothing here is trusted because the register says so: a policy file of your own names the keys
    that you trust, and checkpoints that you kept elsewhere are what the log is compared with.
    """


@audit.command(epilog=example("audit verify --checkpoint kept --policy our.policy"))
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A checkpoint that you kept, or a folder of them.",
)
@click.option("--policy", type=FILE, help="Whom you trust: your own file, not the register's.")
@click.option("--since", type=FILE, help="Read no event again that this checkpoint holds.")
@click.option("--projections", is_flag=True, help="Make the tables anew and compare, too.")
@click.option("--reports", is_flag=True, help="Make every published report again, too.")
@click.option(
    "--published",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="One more folder in which reports were published, besides that beside the register.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def verify(
    ctx: click.Context,
    /,
    *,
    checkpoints: tuple[Path, ...],
    policy: Path | None,
    since: Path | None,
    projections: bool,
    reports: bool,
    folders: tuple[Path, ...],
    form: str,
) -> int:
    """Verify the whole log; nothing is changed.

    Exit code 0: all passed, and the log is the one of a checkpoint that you kept. 1: findings.
    3: not finished, so nothing is proved. 4: it fits itself, but nothing outside was compared.

    A checkpoint may also be lines that were copied out of a report or a letter. If a file holds
    several, each is compared, and called FILE#1, FILE#2.
    """
    session = Session(ctx)
    store = session.store
    kept = sorted(file for each in checkpoints for file in _files(each))
    if (kept or since) and policy is None:
        raise Malformed("Say whose checkpoints you trust: --policy FILE.")
    found = verified(
        store,
        read_policy(policy) if policy else None,
        dict(each for file in [*kept, *filter(None, [since])] for each in _checkpoints(file)),
        one_signed(since) if since else None,
    )
    if projections and found.is_read:
        proving.compare_projections(store, tables_folder(store), found)
    if (reports or folders) and found.is_read:
        places = (published_folder(store), *folders)
        verify_reports(store, places, make_report, report_style(session).templates, found)
    if form == "json":
        put_json(_as_json(found))
    else:
        say(*_as_text(found))
    return found.exit_code


def _checkpoints(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the checkpoints in a file by name: that of the file, numbered if it holds several."""
    found = as_signed(read_small(file))
    for number, each in enumerate(found, 1):
        yield (f"{file}#{number}" if len(found) > 1 else str(file)), each


def _files(path: Path) -> list[Path]:
    found = list(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not found:
        raise Malformed(
            "No file in {path} ends in {SUFFIX}: name the files themselves.",
            path=path,
            SUFFIX=SUFFIX,
        )
    return found


def _as_text(found: Verification) -> list[str]:
    lines: list[str] = [
        worded("{size} entries, root {root}", size=found.size, root=to_base64(found.root))
    ]
    if found.others:
        lines = ["Nothing was read, since the tables of this file are others than a log's."]
    for each in [*found.notices, *found.findings]:
        place = "" if each.position is None else f" @{each.position}"
        lines.append(f"{each.code}{place}: {each.sentence}")
    if found.total > len(found.findings):
        lines.append(worded("… and {total} more findings", total=found.total - len(found.findings)))
    lines += [
        worded("agrees with {name}, {size} entries", name=each.name, size=each.size)
        for each in found.compared
    ]
    return [*lines, found.result]


def _as_json(found: Verification) -> Json:
    return {
        "exit_code": found.exit_code,
        "result": found.result,
        "size": found.size,
        "root": to_base64(found.root),
        "since": found.since,
        "total_findings": found.total,
        "findings": [
            {"code": each.code, "position": each.position, "sentence": each.sentence}
            for each in found.findings
        ],
        "notices": [
            {"code": each.code, "position": each.position, "sentence": each.sentence}
            for each in found.notices
        ],
        "compared": [
            {
                "checkpoint": each.name,
                "size": each.size,
                "made": each.made,
                "witnessed": each.witnessed,
            }
            for each in found.compared
        ],
    }


@audit.command(
    epilog=example(
        "audit receipt @9 --output kenya.tlog-proof --content kenya.json --checkpoint 2.checkpoint"
    )
)
@click.argument("entry", metavar="@POSITION")
@click.option("--output", type=NEW, required=True, help="Where to write the receipt.")
@click.option("--content", type=NEW, help="Where to write what was stored, for who may see it.")
@click.option("--checkpoint", type=FILE, help="Prove against this one.  [the newest that was made]")
@click.pass_context
def receipt(
    ctx: click.Context,
    /,
    entry: str,
    output: Path,
    content: Path | None,
    checkpoint: Path | None,
) -> None:
    """Write a receipt of an entry, by which its member can prove that it is in the log.

    The receipt shows the topic, the place and the time, and of the content only a hash. What was
    stored goes into --content; keep both together.
    """
    session, entry = Session(ctx), entry_named(entry)
    note = one_signed(checkpoint or newest_checkpoint(session.store))
    must_be_new(session.settings, *filter(None, (output, content)))
    with session.register() as register:
        position = register.read_model.locate(entry).position
        position = int(entry[1:]) if entry.startswith("@") else position
    made, state = proving.receipt(session.store, position, note)
    write_new(output, bytes(made))
    if content:
        write_new(content, state)
    click.echo(
        worded(
            "Wrote {output}: @{position} is entry {index} of the checkpoint.",
            output=output,
            position=position,
            index=made.index,
        ),
        err=True,
    )
    if content and not proving.is_content(made, state):
        click.echo(
            worded(
                "Texts of @{position} were removed since it was recorded: {name} is what is "
                "stored now, and not what the receipt is about.",
                position=position,
                name=content.name,
            ),
            err=True,
        )


@audit.command(
    epilog=example("audit check-receipt kenya.tlog-proof --content kenya.json --policy our.policy")
)
@click.argument("file", type=FILE)
@POLICY
@click.option("--content", type=FILE, help="What was stored: that the entry is about.")
def check_receipt(file: Path, policy: Path, content: Path | None) -> None:
    """Check a receipt. No register is needed; exit code 1 if it proves nothing."""
    told = Receipt.parse(read_small(file).replace(b"\r\n", b"\n"))  # as mail may have sent it
    opened = told.check(read_policy(policy))
    if content:
        proving.must_be_content(told, content)
    if not opened.quorate:
        raise NotProven("Not enough of the witnesses in your policy have signed its checkpoint.")
    said = told.said()
    click.echo(
        worded(
            "Proved: {said} was recorded as @{said_} at {said__}, entry {index} of the "
            "{size} that {origin} has signed.",
            said=said["topic"],
            said_=said["position"],
            said__=said["recorded_at"],
            index=told.index,
            size=opened.checkpoint.size,
            origin=opened.checkpoint.origin,
        )
    )
    if content:
        say(worded("{name} is what was recorded, byte for byte.", name=content.name))
    click.echo(PROVES, err=True)


@audit.command(epilog=example("audit prove kept/1.checkpoint --output growth.proof"))
@click.argument("older", type=FILE)
@click.argument("newer", type=FILE, required=False)
@click.option("--output", type=NEW, required=True, help="Where to write the proof.")
@click.pass_context
def prove(ctx: click.Context, /, older: Path, newer: Path | None, output: Path) -> None:
    """Prove that checkpoint OLDER is the beginning of NEWER, or of the newest.

    A witness needs the proof from the checkpoint that it saw last.
    """
    session = Session(ctx)
    must_be_new(session.settings, output)
    store = session.store
    note = one_signed(newer or newest_checkpoint(store))
    growth = proving.growth(store, one_signed(older), note)
    write_new(output, bytes(growth))
    click.echo(
        worded(
            "Wrote {output}: the first {older} entries are still the same.",
            output=output,
            older=growth.older,
        ),
        err=True,
    )


@audit.command(
    epilog=example(
        "audit witness growth.proof --key ../kenya.key --policy our.policy --output 2.checkpoint"
    )
)
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="The witness's key.")
@POLICY
@click.option("--output", type=NEW, required=True, help="Where to write the checkpoint.")
@click.pass_context
def witness(ctx: click.Context, /, file: Path, key: Path, policy: Path, output: Path) -> None:
    """Check that the log only grew since this key last looked, and sign the checkpoint too.

    FILE is what `audit prove` wrote, or for the first time a checkpoint. No register is needed.
    """
    must_be_new(Session(ctx).settings, output)
    growth = Growth.parse(read_small(file))
    signer = opened_key(key, WITNESS)
    now = int(utc_now().timestamp())
    note = cosign(growth, signer, read_policy(policy), now)
    write_new(output, bytes(note))
    made = read_policy(policy).open(bytes(note)).made
    if made is None or now - made > SOON:
        click.echo(LATE, err=True)
    click.echo(
        worded(
            "Signed as {name}: {output}. Send it back, and keep a copy.",
            name=signer.verifier.name,
            output=output,
        ),
        err=True,
    )


for command in KEYS:
    audit.add_command(command)

COMMANDS = {"audit": audit}
