"""`sign`, `consent`, `withdraw` and the other acts of a member about a text."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import get_args

import click

from application.recording import Recording
from application.use_cases import commitments, withdrawals
from domain.commitment import SignatureDetails
from domain.events.commitment import (
    KIND_NOT_KNOWN,
    ConsentKind,
    SignatureKind,
    StatementKind,
    StatementMade,
    WithdrawnWhat,
)
from domain.values import ImpreciseDate
from infrastructure.cli.contents import content_of
from infrastructure.cli.options import DATE, ENDS, ON, example, recording_options
from infrastructure.cli.session import Session
from infrastructure.cli.texts import FILE

_CONSENTS: Mapping[str, ConsentKind] = {
    **{kind: kind for kind in get_args(ConsentKind) if kind != KIND_NOT_KNOWN},
    "unknown": KIND_NOT_KNOWN,
}


@click.command(
    epilog=example(
        "sign KEN MISSION --on 2026-01-15",
        "sign ATL MISSION --on 2026-01-15 --except MISSION-2",
        "sign RUR MISSION --on 2026-01-15 --document signed.pdf",
    )
)
@click.argument("member")
@click.argument("instrument")
@ON
@click.option("--except", "excepting", multiple=True, metavar="REF", help="One not signed.")
@click.option("--kind", type=click.Choice(get_args(SignatureKind)), help="[endorsement/signature]")
@click.option("--language", metavar="CODE", help="Which authentic text was signed.")
@click.option("--document", type=FILE, help="The scan of the signed page; its sha256 is recorded.")
@click.option("--spelling", metavar="NAME", help="The member's name as it stands in the document.")
@click.option("--office", help="The office of who signed, never the person.")
@click.option("--in-force-on", type=DATE, help="For a definitive signature: when it takes effect.")
@click.option("--until", type=DATE, help="For one that is over: the day it was withdrawn.")
@recording_options
@click.pass_context
def sign(
    ctx: click.Context,
    /,
    *,
    member: str,
    instrument: str,
    on: ImpreciseDate,
    excepting: tuple[str, ...],
    kind: SignatureKind | None,
    language: str | None,
    document: Path | None,
    spelling: str | None,
    office: str | None,
    in_force_on: ImpreciseDate | None,
    until: ImpreciseDate | None,
    **shared: object,
) -> None:
    """Record that MEMBER signed every commitment of INSTRUMENT, but those excepted.

    Without --document, the signature is bound to the authentic text that was adopted.
    """
    details = SignatureDetails(
        language=language,
        in_force_on=in_force_on,
        document_sha256=sha256(content_of(document)).hexdigest() if document else None,
        spelling=spelling,
        office=office,
        until=until,
    )

    def decide(recording: Recording, taskforce: str) -> None:
        commitments.sign(
            recording,
            taskforce,
            member.upper(),
            instrument,
            on,
            kind=kind,
            excepting=excepting,
            details=details,
        )

    Session(ctx).record(decide, **shared)


@click.command(
    epilog=example(
        "consent ATL MARRAKESH accession --deposited-on 2026-03-02 --in-force-on 2026-06-02"
    )
)
@click.argument("member")
@click.argument("treaty")
@click.argument("kind", type=click.Choice([*_CONSENTS]))
@click.option("--deposited-on", type=DATE, required=True, help="Day of the deposit.")
@click.option("--in-force-on", type=DATE, help="Day on which it takes effect, if known.")
@click.option("--until", type=DATE, help="For one that is over: the day its participation ended.")
@recording_options
@click.pass_context
def consent(
    ctx: click.Context,
    /,
    member: str,
    treaty: str,
    kind: str,
    deposited_on: ImpreciseDate,
    in_force_on: ImpreciseDate | None,
    until: ImpreciseDate | None,
    **shared: object,
) -> None:
    """Record that MEMBER consented to be bound by TREATY. A political text takes no consent.

    KIND is unknown where no source says by what act; complete it later with `correct`.
    """

    def decide(recording: Recording, taskforce: str) -> None:
        commitments.consent(
            recording,
            taskforce,
            member.upper(),
            treaty,
            _CONSENTS[kind],
            deposited_on,
            in_force_on,
            until,
        )

    Session(ctx).record(decide, **shared)


ACT = click.option(
    "--act", metavar="DAY|@POSITION", help="Which act, where several stood on that day."
)


@click.command(epilog=example("confirm ATL MARRAKESH --on 2026-03-01"))
@click.argument("member")
@click.argument("reference")
@ON
@ACT
@recording_options
@click.pass_context
def confirm(
    ctx: click.Context,
    /,
    member: str,
    reference: str,
    on: ImpreciseDate,
    act: str | None,
    **shared: object,
) -> None:
    """Record that MEMBER confirmed its signature ad referendum, which counts from then on."""
    Session(ctx).record(
        lambda r, taskforce: commitments.confirm(r, taskforce, member.upper(), reference, on, act),
        **shared,
    )


@click.command("in-force", epilog=example("in-force ZUB MARRAKESH --on 2026-09-01"))
@click.argument("member")
@click.argument("reference")
@ON
@ACT
@recording_options
@click.pass_context
def in_force(
    ctx: click.Context,
    /,
    member: str,
    reference: str,
    on: ImpreciseDate,
    act: str | None,
    **shared: object,
) -> None:
    """Record when MEMBER's consent to REFERENCE took effect, where that is known later."""
    Session(ctx).record(
        lambda r, taskforce: commitments.enter_into_force(
            r, taskforce, member.upper(), reference, on, act
        ),
        **shared,
    )


@click.command(
    epilog=example(
        "statement ZUB MARRAKESH reservation --text 'Article 4 does not apply.' --on 2026-03-02"
    )
)
@click.argument("member")
@click.argument("commitment")
@click.argument("kind", type=click.Choice(get_args(StatementKind)))
@click.option("--text", required=True, help="What it says.")
@ON
@click.option("--until", type=DATE, help="For one that is over: the day it was withdrawn.")
@recording_options
@click.pass_context
def statement(
    ctx: click.Context,
    /,
    member: str,
    commitment: str,
    kind: StatementKind,
    text: str,
    on: ImpreciseDate,
    until: ImpreciseDate | None,
    **shared: object,
) -> None:
    """Record a reservation, an interpretative declaration or an objection by MEMBER."""

    def decide(recording: Recording, taskforce: str) -> None:
        made = StatementMade(commitment=commitment, member=member.upper(), kind=kind, text=text)
        commitments.make_statement(recording, taskforce, made, on, until)

    Session(ctx).record(decide, **shared)


@click.command(
    epilog=example(
        "withdraw KEN MISSION --on 2026-06-01",
        "withdraw KEN MISSION --of withdrawal --revokes 2026-06-01 --on 2026-05-20",
    )
)
@click.argument("member")
@click.argument("reference")
@click.option(
    "--of",
    type=click.Choice(get_args(WithdrawnWhat)),
    default="participation",
    help="What it withdraws; `withdrawal` revokes one.  [participation]",
)
@ON
@ENDS
@click.option(
    "--except",
    "excepting",
    multiple=True,
    metavar="DAY|@POSITION",
    help="What goes on although it began earlier.",
)
@click.option(
    "--revokes", metavar="DAY|@POSITION", help="Which withdrawal, where there are several."
)
@recording_options
@click.pass_context
def withdraw(
    ctx: click.Context,
    /,
    member: str,
    reference: str,
    of: WithdrawnWhat,
    on: ImpreciseDate,
    ends: tuple[str, ...],
    excepting: tuple[str, ...],
    revokes: str | None,
    **shared: object,
) -> None:
    """Record that MEMBER withdrew from REFERENCE, from that day on.

    It ends what began on an earlier day, also if that is recorded later. To leave the body itself:
    depositary member withdraw. If it was never true: depositary retract.
    """
    if ends and of == "withdrawal":
        raise click.UsageError("Name the withdrawal that is revoked with --revokes, not --ends.")
    if revokes and of != "withdrawal":
        raise click.UsageError("--revokes goes with --of withdrawal.")
    named = (revokes,) if revokes else ends
    Session(ctx).record(
        lambda r, taskforce: withdrawals.withdraw(
            r, taskforce, member.upper(), reference, of, on, named, excepting
        ),
        **shared,
    )


COMMANDS = {
    command.name: command for command in (sign, consent, confirm, in_force, statement, withdraw)
}
