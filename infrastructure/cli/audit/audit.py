"""`audit …`: verify the log, and make, check and sign evidence of it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from application.entries.entry_names import entry_named
from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.log import proving
from infrastructure.audit.log.checkpoint_text import (
    kept_checkpoints,
    not_looked_at,
    read_single_checkpoint,
)
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.time_checks import RECENT
from infrastructure.audit.log.verify import verify as verified
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import as_signed, read_small, to_base64
from infrastructure.audit.proofs.keys import last_checkpoint_of, remembers
from infrastructure.audit.proofs.note import WITNESS
from infrastructure.audit.proofs.policy import read_policy
from infrastructure.audit.proofs.receipt import Receipt
from infrastructure.audit.published.verify_reports import verify_reports
from infrastructure.bootstrap import published_folder, tables_folder, utc_now
from infrastructure.cli.audit.checkpoints import SIGNING
from infrastructure.cli.audit.keys import FILE, KEYS, newest_checkpoint
from infrastructure.cli.audit.signing_keys import opened_key
from infrastructure.cli.common_options import NEW_FILE
from infrastructure.cli.groups import Group, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.reports.making import make_report, report_style
from infrastructure.cli.screen import put_json, say, tell, watched
from infrastructure.files.folders import must_be_comparable, must_be_named_rightly
from infrastructure.files.sqlite_errors import must_be_writable
from infrastructure.files.writing import write_new
from infrastructure.output_safety.overwrite_rules import must_be_new

POLICY_HELP = "Whom you trust: your own file, not the register's."
POLICY = click.option("--policy", type=FILE, required=True, help=POLICY_HELP)


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
    type=click.Path(path_type=Path),
    help="A checkpoint that you kept, or a folder of them.",
)
@click.option("--policy", type=FILE, help=POLICY_HELP)
@click.option("--projections", is_flag=True, help="Also rebuild the tables and compare them.")
@click.option("--reports", is_flag=True, help="Also reproduce every published report.")
@click.option(
    "--published",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="One more folder in which reports were published, besides that beside the register.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"], case_sensitive=False), default="text"
)
@click.pass_context
def verify(
    ctx: click.Context,
    /,
    *,
    checkpoints: tuple[Path, ...],
    policy: Path | None,
    projections: bool,
    reports: bool,
    folders: tuple[Path, ...],
    form: str,
) -> int:
    """Verify the whole log; nothing is changed.

    Exit code 0: all passed, and the log is the one of a checkpoint that you kept. 1: findings.
    3: not finished, so nothing is proved. 4: consistent, but compared with no external checkpoint.

    A checkpoint may also be lines that were copied out of a report or a letter. If a file contains
    several, each is compared, and called FILE#1, FILE#2.
    """
    session = Session(ctx)
    store = session.store
    for folder in folders:
        must_be_comparable(folder)
        must_be_named_rightly(folder)
    if checkpoints and policy is None:
        raise Malformed("A policy is needed to check these checkpoints: --policy FILE.")
    trusted = read_policy(policy) if policy else None
    watch = partial(watched, worded("Verifying entries"))
    found = verified(store, trusted, kept_checkpoints(checkpoints), watch)
    for place in not_looked_at(checkpoints):
        found.add_notice("note", "{place} was not looked at for checkpoints.", place=place)
    if projections and found.is_read:
        proving.compare_projections(store, tables_folder(store), found)
    if (reports or folders) and found.is_read:
        places = (published_folder(store), *folders)
        verify_reports(store, places, make_report, report_style(session), found)
    if form == "json":
        put_json(found.as_json())
    else:
        say(*_as_text(found))
    return found.exit_code


def _as_text(found: Verification) -> Iterator[str]:
    if found.foreign_schema:
        yield worded("Nothing was read: the tables of this file are not those of a log.")
    else:
        yield worded("{size} entries, root {root}", size=found.size, root=to_base64(found.root))
    for each in [*found.notices, *found.findings]:
        values = {"code": each.code, "position": each.position, "sentence": each.sentence}
        if each.position is None:
            yield worded("{code}: {sentence}", **values)
        else:
            yield worded("{code} @{position}: {sentence}", **values)
    more = found.total - len(found.findings)
    if more:
        yield worded("… and {more} more findings", more=more)
    for matched in found.compared:
        yield worded(
            "agrees with {name}, {size} entries", name=matched.checkpoint, size=matched.size
        )
    yield found.result


@audit.command(
    epilog=example(
        "audit receipt @9 --output kenya.tlog-proof --content kenya.json --checkpoint 2.checkpoint"
    )
)
@click.argument("entry", metavar="@POSITION")
@click.option("--output", type=NEW_FILE, required=True, help="Where to write the receipt.")
@click.option(
    "--content", type=NEW_FILE, help="Where to write what was stored, for who may see it."
)
@click.option("--checkpoint", type=FILE, help="Prove against this one.  [the newest that was made]")
@click.pass_context
def receipt(
    ctx: click.Context, /, entry: str, output: Path, content: Path | None, checkpoint: Path | None
) -> None:
    """Write a receipt of an entry, by which its member can prove that it is in the log.

    The receipt shows the topic, the place and the time, and of the content only a hash. What was
    stored goes into --content; keep both together.
    """
    session, entry = Session(ctx), entry_named(entry)
    note = read_single_checkpoint(checkpoint or newest_checkpoint(session.store))
    _must_be_free(session, *filter(None, (output, content)))
    with session.register() as register:
        position = register.read_model.locate(entry).position
        position = int(entry[1:]) if entry.startswith("@") else position
    made, state = proving.receipt(session.store, position, note)
    write_new(output, bytes(made))
    if content:
        write_new(content, state)
    tell(
        "Wrote {output}: @{position} is entry {index} of the checkpoint.",
        output=output,
        position=position,
        index=made.index + 1,
    )
    if content and not proving.is_content(made, state):
        tell(
            "Texts of @{position} were removed since it was recorded: {name} is what is "
            "stored now, and not what the receipt is about.",
            position=position,
            name=content.name,
        )


@audit.command(
    epilog=example("audit check-receipt kenya.tlog-proof --content kenya.json --policy our.policy")
)
@click.argument("file", type=FILE)
@POLICY
@click.option("--content", type=FILE, help="What was stored: that the entry is about.")
def check_receipt(file: Path, policy: Path, content: Path | None) -> None:
    """Check a receipt. No register is needed; exit code 1 if it proves nothing."""
    checked = Receipt.parse(as_signed(read_small(file)))
    verified = checked.check(read_policy(policy))
    if content and not proving.is_content(checked, read_small(content)):
        raise NotProven("{name} is not what was recorded there.", name=content.name)
    if not verified.quorate:
        raise NotProven("Not enough of the witnesses in your policy have signed its checkpoint.")
    fields = checked.fields()
    say(
        worded(
            "Proved: {topic} was recorded as @{position} at {time}, entry {index} of the "
            "{size} that {origin} has signed.",
            topic=fields["topic"],
            position=fields["position"],
            time=fields["recorded_at"],
            index=checked.index + 1,
            size=verified.checkpoint.size,
            origin=verified.checkpoint.origin,
        )
    )
    if content:
        say(worded("{name} is what was recorded, byte for byte.", name=content.name))
    tell(
        "It does not prove that the entry still stands: it may have been corrected or retracted "
        "since. Nor does it prove that the log is complete."
    )


@audit.command(epilog=example("audit prove kept/1.checkpoint --output growth.proof"))
@click.argument("older", type=FILE)
@click.argument("newer", type=FILE, required=False)
@click.option("--output", type=NEW_FILE, required=True, help="Where to write the proof.")
@click.pass_context
def prove(ctx: click.Context, /, older: Path, newer: Path | None, output: Path) -> None:
    """Prove that checkpoint OLDER is the beginning of NEWER, or of the newest.

    A witness needs the proof from the checkpoint that it saw last.
    """
    session = Session(ctx)
    _must_be_free(session, output)
    note = read_single_checkpoint(newer or newest_checkpoint(session.store))
    request = proving.prove_growth(session.store, read_single_checkpoint(older), note)
    write_new(output, bytes(request))
    tell(
        "Wrote {output}: the first {older} entries are still the same.",
        output=output,
        older=request.older,
    )


@audit.command(
    epilog=example(
        "audit witness growth.proof --key ../kenya.key --policy our.policy --output 2.checkpoint"
    )
)
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="The witness's key.")
@POLICY
@click.option("--output", type=NEW_FILE, required=True, help="Where to write the checkpoint.")
@click.pass_context
def witness(ctx: click.Context, /, file: Path, key: Path, policy: Path, output: Path) -> None:
    """Check that the log only grew since this key signed last, and sign the checkpoint, too.

    FILE is what `audit prove` wrote, or for the first time a checkpoint. No register is needed.
    """
    memory = () if remembers(key) else (last_checkpoint_of(key),)  # which signing writes
    _must_be_free(Session(ctx), output, *memory)
    request = WitnessRequest.parse(as_signed(read_small(file)))
    signer = opened_key(key, WITNESS)
    is_first = not remembers(key)
    now = int(utc_now().timestamp())
    trusted = read_policy(policy)
    note = cosign(request, signer, trusted, now)
    write_new(output, bytes(note))
    made = trusted.open(bytes(note)).made
    if made is None or now - made > RECENT:
        tell(
            "Note: it was not made within the last hour. Entries that are not in it may still be "
            "given earlier times, back to when it was made; ask for a new one each time."
        )
    if is_first:
        tell(
            "Note: {place} was not there, so this key remembers nothing that it signed before. If "
            "it did sign, put that file back, and send nobody this checkpoint.",
            place=last_checkpoint_of(key),
        )
    name = signer.verifier.name
    tell("Signed as {name}: {output}. Send it back, and keep a copy.", name=name, output=output)


def _must_be_free(session: Session, *files: Path) -> None:
    """Refuse places for new files before anything is signed or written; see `must_be_new`."""
    must_be_new(session.settings, *files)
    for file in files:
        must_be_writable(file.parent)


for command in (*KEYS, *SIGNING):
    audit.add_command(command)

COMMANDS = {"audit": audit}
