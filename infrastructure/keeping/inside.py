"""What `doctor` looks at in the log, and in what proves it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from application.stored import decode
from domain.errors import DepositaryError, Unreadable
from domain.events.bodies import Established
from domain.events.log import TOLERATED_US
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import forgotten, names
from infrastructure.audit.log.key_history import (
    at_hand,
    day_signed,
    is_signed,
    last_made,
    line_of,
    replaced,
)
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.time_checks import (
    CLOCK_TOLERANCE,
    SECOND,
    clock_confirmation_for,
    clock_confirmations,
    format_time,
)
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import last_checkpoint_of, public_of
from infrastructure.audit.proofs.note import Note, Verifier
from infrastructure.bootstrap import CONFIG, checkpoints_folder
from infrastructure.keeping.office import Office, Sign, note
from infrastructure.keeping.proof import checkpoints_in, contradicted
from infrastructure.store.sqlite_schema import GUARDS

SECTOR = 512  # bytes; the size of every page in SQLite is a multiple of it
VERIFY = "depositary audit verify"
RUN = "depositary run-due"
RESTORE = "depositary restore BACKUP --store NEW"
DAY = timedelta(days=1)
_BEHIND = "and the clock is behind it."
_SET = "Set the clock; if it is right: depositary audit confirm-clock --reason REASON"
_MADE = re.compile(rf"-(\d{{8}}T\d{{6}})Z{re.escape(SUFFIX)}$")


def log(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the file is whole, and holds nothing but what was logged."""
    if office.store.stat().st_size % SECTOR:
        yield Sign(
            "The register ends in the middle of a page.",
            worded("Stop recording, then: {RESTORE}", RESTORE=RESTORE),
        )
    for sentence in told.damage():
        yield Sign(
            worded("The register is damaged: {sentence}.", sentence=sentence),
            worded("Stop recording, then: {RESTORE}", RESTORE=RESTORE),
        )
    unlogged = told.unlogged()
    if unlogged:
        where = f"@{unlogged[0][0]}"
        yield Sign(
            worded(
                "{count} events were never logged, such as {where}.",
                count=len(unlogged),
                where=where,
            ),
            VERIFY,
        )
    last, given_out = told.highest_positions()
    if given_out > last:
        yield Sign(
            worded(
                "Positions up to {given_out} were given out, {last} is the last.",
                given_out=given_out,
                last=last,
            ),
            VERIFY,
        )
    if given_out < last:
        yield Sign(
            worded(
                "The file counts {given_out} positions, and @{last} is there.",
                given_out=given_out,
                last=last,
            ),
            VERIFY,
        )


def guards(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the tables, and the guards on them, are as they were made."""
    del office
    names = told.differences()
    missing = [name for name in names if name in GUARDS]
    others = [name for name in names if name not in GUARDS]
    if missing:
        yield Sign(
            worded("Somebody took guards away: {missing}.", missing=", ".join(missing)),
            worded("{VERIFY}, and then: {RESTORE}", VERIFY=VERIFY, RESTORE=RESTORE),
        )
    if others:
        yield Sign(
            worded(
                "Tables, views or triggers are not as they were made: {others}.",
                others=", ".join(others),
            ),
            worded("{VERIFY}, and then: {RESTORE}", VERIFY=VERIFY, RESTORE=RESTORE),
        )


def clock(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the clock has passed the last entry, and what the key signed last."""
    now, size = int(office.now.timestamp() * SECOND), told.size()
    last = next(told.entries(size - 1), None) if size else None
    if last and last.recorded_us > now + TOLERATED_US:
        yield Sign(
            worded(
                "The last entry is of {recorded_us}, {BEHIND}",
                recorded_us=format_time(last.recorded_us),
                BEHIND=_BEHIND,
            ),
            _SET,
        )
    signed = _signed(office)
    if signed > now + CLOCK_TOLERANCE and not clock_confirmation_for(
        signed, tuple(clock_confirmations(told))
    ):
        yield Sign(
            worded(
                "The last checkpoint is of {signed}, {BEHIND}",
                signed=format_time(signed),
                BEHIND=_BEHIND,
            ),
            _SET,
        )


def _signed(office: Office) -> int:
    """Return when the key signed last, in microseconds, 0 if that is not known here."""
    path = office.settings.checkpoints.key
    try:
        return last_made(path) * SECOND if path else 0
    except DepositaryError:
        return 0  # it is told of the key


def taskforce(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the settings name a body that is there."""
    known = list(dict.fromkeys(bodies(told)))  # each is corrected under its code
    named = office.settings.taskforce
    if not known:
        yield note("The register has no body yet.", "depositary taskforce establish --help")
    elif named and named not in known:
        yield Sign(
            worded(
                "{named} is named as the body, and is none of {known}.",
                named=named,
                known=", ".join(known),
            ),
            worded("Correct taskforce in {CONFIG}.", CONFIG=CONFIG),
        )
    elif named is None and len(known) > 1:
        yield note(
            worded("It is not said which body is meant: {known}.", known=", ".join(known)),
            worded(
                "Put taskforce into {CONFIG}, or type --taskforce CODE each time.", CONFIG=CONFIG
            ),
        )


def bodies(told: LogFile) -> Iterator[str]:
    """Yield the codes of all bodies, in the order of the log; of what can be read."""
    for state in told.states(Established.TOPIC):
        try:
            _, event = decode(Established.TOPIC, state)
        except Unreadable:
            continue  # verification tells
        assert isinstance(event, Established)  # the topic says so
        yield event.code


def checkpoints(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether what was signed is still there, and is still so."""
    folder, key = checkpoints_folder(office.store), office.settings.checkpoints.key
    known, broken = checkpoints_in(folder)
    for name, why in broken.items():
        yield Sign(
            worded("{folder} is no checkpoint: {why}", folder=folder / name, why=why),
            "Move it away; look at its copies.",
        )
    for name in contradicted(told, known):
        yield Sign(
            worded(
                "{name} was signed for {size} entries, and they are not these.",
                name=name,
                size=known[name].size,
            ),
            VERIFY,
        )
    yield from _strange(folder, known, _line(office, told))
    if not known and key:
        yield Sign("No checkpoint was made yet.", RUN)
    elif not known:
        yield note("Nothing proves the log: there is no key.", "depositary audit keygen --help")
    elif key is None:
        yield note(
            worded(
                "No key is named here, and the newest checkpoint is of {folder}.",
                folder=_last_day(folder),
            ),
            worded(
                "Where another machine signs, bring what it signed into {folder}; or name a key.",
                folder=folder,
            ),
        )


def _line(office: Office, told: LogFile) -> Sequence[Verifier]:
    """Return the key that is named and those before it; none where its public half is missing."""
    path = office.settings.checkpoints.key
    public = at_hand(path) if path else None
    return line_of(told, public) if public else []


def _strange(folder: Path, known: Iterable[str], line: Sequence[Verifier]) -> Iterator[Sign]:
    strange = [name for name in known if line and not is_signed(folder / name, line)]
    if strange:
        yield note(
            worded(
                "Not signed by the key of the log, nor by one before it: {count} of the "
                "checkpoints in {folder}, such as {strange}.",
                count=len(strange),
                folder=folder,
                strange=strange[0],
            ),
            "Look who put them there. If it was signed by a key that was lost, leave it.",
        )


def _last_day(folder: Path) -> date:
    """Return when the newest checkpoint was made, as its name says, or came here."""
    paths = folder.glob(f"*{SUFFIX}")
    return max(
        _day(path.name) or datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        for path in paths
    )


def schedule(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether `run-due` runs, which only checkpoints tell."""
    if office.settings.checkpoints.key is None:
        sentence = "Whether run-due runs each day cannot be seen without checkpoints."
        yield note(sentence, "depositary run-due --help")
        return
    folder, line = checkpoints_folder(office.store), _line(office, told)
    there = names(folder)
    told_days = (day_signed(folder / name, line) if line else _day(name) for name in there)
    days = [day for day in told_days if day]
    if days and office.now.date() - max(days) > DAY:
        yield Sign(
            worded(
                "No checkpoint was made since {days}: run-due did not run, or failed.",
                days=max(days),
            ),
            RUN,
        )
    elif there and line and not days:
        yield Sign("No checkpoint says when the key of the log signed it.", RUN)


def _day(name: str) -> date | None:
    found = _MADE.search(name)
    try:
        return (
            datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).date()
            if found
            else None
        )
    except ValueError:
        return None


def copies(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the checkpoints elsewhere are the same."""
    del told
    folder, elsewhere = checkpoints_folder(office.store), office.settings.checkpoints.copies
    if elsewhere is None:
        return
    if not elsewhere.is_dir():
        yield Sign(
            worded(
                "There is no folder {elsewhere} for copies of checkpoints.", elsewhere=elsewhere
            ),
            "Mount it.",
        )
        return
    for name in checkpoints_in(folder)[0]:
        copy = elsewhere / name
        if not copy.is_file():
            yield Sign(worded("{name} is not in {elsewhere}.", name=name, elsewhere=elsewhere), RUN)
        elif (folder / name).read_bytes() != copy.read_bytes():
            yield Sign(
                worded(
                    "{folder} is not what was copied to {elsewhere}.",
                    folder=folder / name,
                    elsewhere=elsewhere,
                ),
                worded("{VERIFY} --checkpoint {copy} --policy POLICY", VERIFY=VERIFY, copy=copy),
            )


def key(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the key is there and can sign on."""
    path = office.settings.checkpoints.key
    if path is None:
        return
    public, signed = public_of(path), last_checkpoint_of(path)
    for file in (path, public):
        if not file.is_file():
            yield Sign(
                worded("There is no {file}.", file=file),
                "Bring it back, or name the key where it is.",
            )
    yield from _successor(path, told)
    if "DEPOSITARY_PASSPHRASE" not in office.environ:
        yield note(
            "The passphrase of the key is not set here.",
            "Set DEPOSITARY_PASSPHRASE where run-due is started.",
        )
    if not signed.exists():
        yield from _memory(path, signed, checkpoints_folder(office.store))
        return
    try:
        last = Checkpoint.parse(Note.parse(read_small(signed)).text)
    except DepositaryError as error:
        yield Sign(
            worded(
                "{signed} does not tell what was signed last: {error}", signed=signed, error=error
            ),
            VERIFY,
        )
        return
    if list(contradicted(told, {signed.name: last})):
        yield Sign(
            worded(
                "The key signed {size} entries, and they are not these: it signs no more.",
                size=last.size,
            ),
            worded(
                "{VERIFY}, and if a backup was restored: depositary audit keygen", VERIFY=VERIFY
            ),
        )


def _successor(path: Path, told: LogFile) -> Iterator[Sign]:
    verifier = at_hand(path)
    since = replaced(told, verifier) if verifier else None
    if since:
        yield Sign(
            worded(
                "{name} was replaced at @{position} by {new_key}, and signs no more.",
                name=path.name,
                position=since.position,
                new_key=since.new_key,
            ),
            worded(
                "Name the new key: DEPOSITARY_KEY, or key under [checkpoints] in {CONFIG}.",
                CONFIG=CONFIG,
            ),
        )


def _memory(path: Path, signed: Path, folder: Path) -> Iterator[Sign]:
    verifier = at_hand(path)
    lost = forgotten(verifier, signed, folder) if verifier else None
    if lost:
        yield Sign(
            worded("The key has no memory of what it signed: {signed} is missing.", signed=signed),
            worded(
                "Put the newest checkpoint in its place: cp {lost} {signed}",
                lost=lost,
                signed=signed,
            ),
        )
