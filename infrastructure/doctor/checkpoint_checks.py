"""Health checks of the key, of the checkpoints that it signed, and of their copies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain.errors import DepositaryError, Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import forgotten, names
from infrastructure.audit.log.key_history import at_hand, day_signed, is_signed, line_of, replaced
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.errors import WrongPassphrase
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer, is_whole, last_checkpoint_of, public_of
from infrastructure.audit.proofs.note import Note, Verifier
from infrastructure.backup.verification import checkpoints_in, unmatched_checkpoints
from infrastructure.bootstrap import CONFIG, checkpoints_folder
from infrastructure.doctor.finding import (
    RUN_DUE,
    VERIFY,
    HealthFinding,
    Installation,
    advice,
    closed,
    problem,
)
from infrastructure.files.folders import is_same, unreadable
from infrastructure.output_safety.overwrite_rules import must_take_copies, stay_with_register

DAY = timedelta(days=1)
_PERMIT = "Bring it back, or let its owner permit it: chmod u+r {file}"
_COPY = worded("Bring it back from a copy.")
_SET = worded("Set DEPOSITARY_PASSPHRASE where run-due is started.")
_MADE = re.compile(rf"-(\d{{8}})T\d{{6}}Z{re.escape(SUFFIX)}$")


def check_checkpoints(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the log is still the one that was signed."""
    folder, key = checkpoints_folder(installation.store), installation.settings.checkpoints.key
    if unreadable(folder):
        return  # the check of places says it
    known, broken = checkpoints_in(folder)
    for name, why in broken.items():
        yield problem(
            "{path} is no checkpoint: {why}",
            "Move it away; look at its copies.",
            path=folder / name,
            why=why,
        )
    for name in unmatched_checkpoints(log, known):
        sentence = "{name} was signed for {size} entries, and they are not these."
        yield problem(sentence, VERIFY, name=name, size=known[name].size)
    yield from _signed_by_others(folder, known, _keys(installation, log))
    if not known and key:
        yield problem("No checkpoint was made yet.", RUN_DUE)
    elif not known:
        yield advice("Nothing proves the log: there is no key.", "depositary audit keygen --help")
    elif key is None:
        yield advice(
            "No key is named here, and the newest checkpoint is of {day}.",
            "Where another machine signs, bring what it signed into {folder}; or name a key.",
            day=_newest_day(folder, known),
            folder=folder,
        )


def _keys(installation: Installation, log: LogFile) -> Sequence[Verifier]:
    """Return the key that is named and those before it; none where its public half is missing."""
    path = installation.settings.checkpoints.key
    public = at_hand(path) if path else None
    return line_of(log, public) if public else []


def _signed_by_others(
    folder: Path, known: Iterable[str], keys: Sequence[Verifier]
) -> Iterator[HealthFinding]:
    others = [name for name in known if keys and not is_signed(folder / name, keys)]
    if others:
        yield advice(
            "Not signed by the key of the log, nor by one before it: {count} of the "
            "checkpoints in {folder}, such as {name}.",
            "Look who put them there. If it was signed by a key that was lost, leave it.",
            count=len(others),
            folder=folder,
            name=others[0],
        )


def _newest_day(folder: Path, known: Iterable[str]) -> date:
    """Return when the newest checkpoint was made, as its name says, or came here."""
    return max(
        _day_in(name) or datetime.fromtimestamp((folder / name).stat().st_mtime, UTC).date()
        for name in known
    )


def _day_in(name: str) -> date | None:
    found = _MADE.search(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def check_schedule(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check by the age of checkpoints whether `run-due` runs."""
    if installation.settings.checkpoints.key is None:
        sentence = "Whether run-due runs each day cannot be seen without checkpoints."
        yield advice(sentence, "depositary run-due --help")
        return
    folder, keys = checkpoints_folder(installation.store), _keys(installation, log)
    if unreadable(folder):
        return
    found = names(folder)
    signed = (day_signed(folder / name, keys) if keys else _day_in(name) for name in found)
    days = [day for day in signed if day]
    if days and installation.now.date() - max(days) > DAY:
        sentence = "No checkpoint was made since {day}: run-due did not run, or failed."
        yield problem(sentence, RUN_DUE, day=max(days))
    elif found and keys and not days:
        yield problem("No checkpoint says when the key of the log signed it.", RUN_DUE)


def check_copies(installation: Installation, _: LogFile) -> Iterator[HealthFinding]:
    """Check that the copies of the checkpoints elsewhere are the same."""
    folder = checkpoints_folder(installation.store)
    copies = installation.settings.checkpoints.copies
    if copies is None:
        return
    if not copies.is_dir():
        sentence = "There is no folder {copies} for copies of checkpoints."
        yield problem(sentence, "Mount it.", copies=copies)
        return
    if found := list(closed(copies, deep=False)):
        yield from found
        return
    try:
        must_take_copies(installation.settings, copies)
    except Unavailable:
        return  # the check of what goes out says it
    if stay_with_register(installation.settings, copies):
        yield advice(
            "The copies in {copies} are in the folder of the register: who can change it can "
            "change them, and they are lost with it.",
            "Name a folder elsewhere as copies under [checkpoints] in {config}.",
            copies=copies,
            config=CONFIG,
        )
    yield from _check_each_copy(folder, copies)


def _check_each_copy(folder: Path, copies: Path) -> Iterator[HealthFinding]:
    for name in checkpoints_in(folder)[0]:
        copy = copies / name
        if not copy.is_file():
            yield problem("{name} is not in {copies}.", RUN_DUE, name=name, copies=copies)
        elif is_same(copy, folder / name):
            yield problem(
                "{copy} is a link to the checkpoint itself, and no copy.",
                "Remove it there, and: depositary run-due",
                copy=copy,
            )
        elif (folder / name).read_bytes() != copy.read_bytes():
            yield problem(
                "{path} is not what was copied to {copies}.",
                "depositary audit verify --checkpoint {copy} --policy POLICY",
                path=folder / name,
                copies=copies,
                copy=copy,
            )


def check_key(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the key is there and can go on signing."""
    path = installation.settings.checkpoints.key
    if path is None:
        return
    public = at_hand(path)
    damaged = list(_check_files(path, public))
    yield from damaged
    if public and (since := replaced(log, public)):
        yield problem(
            "{name} was replaced at @{position} by {new_key}, and signs no more.",
            "Name the new key: DEPOSITARY_KEY, or key under [checkpoints] in {config}.",
            name=path.name,
            position=since.position,
            new_key=since.new_key,
            config=CONFIG,
        )
    if public and not damaged:
        yield from _check_halves(installation, path, public)
    yield from _check_memory(installation, log, last_checkpoint_of(path), public)


def _check_files(path: Path, public: Verifier | None) -> Iterator[HealthFinding]:
    """Check that both halves of a key are there, as far as that shows without its passphrase."""
    for file in (path, public_of(path)):
        if not file.is_file():
            yield problem(
                "There is no {file}.", "Bring it back, or name the key where it is.", file=file
            )
            continue
        try:
            content = read_small(file)
        except DepositaryError as error:
            yield problem(str(error), _PERMIT, file=file)
            continue
        if not (is_whole(content) if file == path else public):
            sentence = "{file} does not hold its half of the key."
            yield problem(sentence, _COPY, file=file)


def _check_halves(
    installation: Installation, path: Path, public: Verifier
) -> Iterator[HealthFinding]:
    """Check that a key opens, and that its halves are of one key."""
    passphrase = installation.environ.get("DEPOSITARY_PASSPHRASE")
    if passphrase is None:
        yield advice("The passphrase of the key is not set here.", _SET)
        return
    try:
        Signer.load(path, public.kind, passphrase)
    except WrongPassphrase as error:
        yield problem(str(error), _SET)
    except Malformed as error:
        yield problem(str(error), _COPY)
    except DepositaryError:
        pass  # who may read it is said already


def _check_memory(
    installation: Installation, log: LogFile, memory: Path, public: Verifier | None
) -> Iterator[HealthFinding]:
    """Check the file that says what the key signed last."""
    if not memory.exists():
        folder = checkpoints_folder(installation.store)
        lost = public and not unreadable(folder) and forgotten(public, memory, folder)
        if lost:
            yield problem(
                "The key has no memory of what it signed: {memory} is missing.",
                "Put the newest checkpoint in its place: cp {lost} {memory}",
                memory=memory,
                lost=lost,
            )
        return
    try:
        content = read_small(memory)
    except DepositaryError as error:
        yield problem(str(error), _PERMIT, file=memory)
        return
    try:
        note = Note.parse(content)
        if public:
            note.signed_by([public, public.dated])
        last = Checkpoint.parse(note.text)
    except DepositaryError as error:
        sentence = "{memory} does not say what was signed last: {error}"
        step = "Put the newest checkpoint that it signed in its place."
        yield problem(sentence, step, memory=memory, error=str(error))
        return
    if list(unmatched_checkpoints(log, {memory.name: last})):
        yield problem(
            "The key signed {size} entries, and they are not these: it signs no more.",
            "{verify}, and if a backup was restored: depositary audit keygen",
            size=last.size,
            verify=VERIFY,
        )
