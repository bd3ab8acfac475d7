"""Verify a log: by itself, and against checkpoints that left the machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.findings import MatchedCheckpoint, Verification
from infrastructure.audit.log.key_history import replaced
from infrastructure.audit.log.log_file import TABLES, LogFile, opened
from infrastructure.audit.log.log_scan import LogScan
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.policy import Policy, VerifiedCheckpoint
from infrastructure.audit.proofs.tree import roots_at
from infrastructure.store.leaf import LARGEST


def verify(
    store: Path,
    policy: Policy | None = None,
    checkpoints: Mapping[str, bytes] | None = None,
    watch: Callable[[Iterator[bytes], int], Iterator[bytes]] = lambda leaves, _: leaves,
) -> Verification:
    """Read the whole log, and compare it with checkpoints that were kept elsewhere, by name.

    Without a policy nothing outside is trusted, and checkpoints are not read. `watch` hands on
    what is read, of which it is told how much there is.
    """
    found = Verification()
    verified = _verified(found, policy, checkpoints or {}) if policy else {}
    try:
        with opened(store, as_it_is=True) as log:
            _check_file(found, log)
            if found.foreign_schema:
                return found
            scan = LogScan(found, log, verified.values())
            sizes = {each.checkpoint.size for each in verified.values()}
            roots, tree = roots_at(sizes, watch(scan.leaves(), log.size()))
            found.size, found.root = tree.size, tree.root()
            _check_positions(found, log)
            _check_commands(found, log)
            if policy:
                _check_signers(found, log, policy, verified)
    except Unavailable as error:
        found.unfinished = str(error)
    else:
        _compare(found, roots, verified)
    return found


def _verified(
    found: Verification, policy: Policy, checkpoints: Mapping[str, bytes]
) -> dict[str, VerifiedCheckpoint]:
    verified: dict[str, VerifiedCheckpoint] = {}
    for name, content in checkpoints.items():
        try:
            verified[name] = policy.open(content)
        except (Malformed, NotProven) as error:
            found.add_finding("signature", "{name}: {error}", name=name, error=error)
    return {name: _joined(each, verified.values(), policy) for name, each in verified.items()}


def _joined(
    one: VerifiedCheckpoint, verified: Iterable[VerifiedCheckpoint], policy: Policy
) -> VerifiedCheckpoint:
    """Add the signatures of other copies of the same checkpoint."""
    copies = [other for other in verified if other.note.text == one.note.text]
    witnessed: dict[str, int] = {}
    for name, time in (pair for other in copies for pair in other.witnessed.items()):
        witnessed[name] = min(time, witnessed.get(name, time))
    made = min((other.made for other in copies if other.made is not None), default=None)
    return replace(
        one,
        witnessed=witnessed,
        quorate=policy.is_quorum(witnessed),
        made=made if one.made is None else one.made,
    )


def _check_file(found: Verification, log: LogFile) -> None:
    """Check the file itself, and whether what would be read from it is what is stored.

    It is not where a view, or a table with other columns, is in the place of a table of the log.
    """
    names = log.differences()
    if names:
        found.add_finding(
            "storage",
            "The file has tables, views or triggers that are not as the program makes them: "
            "{names}.",
            names=", ".join(names),
        )
    for sentence in log.damage():
        found.add_finding("storage", "SQLite says of the file: {sentence}.", sentence=sentence)
    found.foreign_schema = not TABLES.isdisjoint(names)


def _check_positions(found: Verification, log: LogFile) -> None:
    for position, topic in log.unlogged():
        sentence = worded("An event ({topic}) is stored that was never logged.")
        found.add_finding("unlogged", sentence, position, topic=topic)
    last, highest = log.highest_positions()
    if highest > last:
        sentence = worded("Positions up to {highest} were given out, {last} is the last.")
        found.add_finding("truncated", sentence, highest=highest, last=last)
    if highest < last:
        sentence = worded(
            "The file says that {highest} positions were given out, and {last} is there."
        )
        found.add_finding("storage", sentence, highest=highest, last=last)
    if max(last, highest) >= LARGEST:
        sentence = worded("Position {last} was given out, and none can follow it.")
        found.add_finding("storage", sentence, last=max(last, highest))


def _check_commands(found: Verification, log: LogFile) -> None:
    """Find the keys with which a command that is sent now would count as recorded before."""
    for first, last in log.forged_commands():
        found.add_finding(
            "storage",
            "A command's key stands for @{first} to @{last}, which no single command recorded: "
            "whoever sends that key is told that it was recorded before.",
            first,
            first=first,
            last=last,
        )


def _check_signers(
    found: Verification, log: LogFile, policy: Policy, verified: Mapping[str, VerifiedCheckpoint]
) -> None:
    """Find checkpoints that nobody signed but a key that was replaced before, as its thief can."""
    for name, one in verified.items():
        size = one.checkpoint.size
        ends = [replaced(log, key, size) for key in one.note.signed_by(policy.logs)]
        if size > found.size or not all(ends):
            continue
        last = max(filter(None, ends))
        if last.has_signed(one.note):
            sentence = worded(
                "{name} is signed by {key}, too, to which the old key handed over, and which your "
                "policy does not have. Ask its owner for it."
            )
            found.add_notice("note", sentence, last.position, name=name, key=last.new_key)
        else:
            found.add_finding(
                "signature",
                "{name} was signed for {size} entries by a key that was replaced at @{position}, "
                "and by no key that signs there.",
                last.position,
                name=name,
                size=size,
                position=last.position,
            )


def _compare(
    found: Verification, roots: Mapping[int, bytes], verified: Mapping[str, VerifiedCheckpoint]
) -> None:
    """Compare every checkpoint with the log, and with every other."""
    for name, one in verified.items():
        size, fits = one.checkpoint.size, _fits(one, roots)
        rivals = [] if fits else [each for each in verified.values() if _is_rival(each, one, roots)]
        if size > found.size:
            sentence = worded("{name} was signed for {signed} entries, and there are {size}.")
            found.add_finding("truncated", sentence, name=name, signed=size, size=found.size)
        elif not fits and not any(_fits(each, roots) for each in rivals):
            sentence = worded("The first {size} entries are not those of {name}.")
            found.add_finding("root", sentence, size=size, name=name)
        if rivals:
            found.add_finding(
                "split-view",
                "The first {size} entries of {name} are not those of another checkpoint: the log's "
                "key has signed two histories.",
                size=size,
                name=name,
            )
        if not one.quorate:
            sentence = worded("{name} lacks the signatures of enough witnesses.")
            found.add_finding("witness", sentence, name=name)
        if fits and one.quorate and size:
            found.compared.append(MatchedCheckpoint(name, size, one.made, dict(one.witnessed)))


def _fits(verified: VerifiedCheckpoint, roots: Mapping[int, bytes]) -> bool:
    return roots.get(verified.checkpoint.size) == verified.checkpoint.root


def _is_rival(
    other: VerifiedCheckpoint, one: VerifiedCheckpoint, roots: Mapping[int, bytes]
) -> bool:
    """Say whether one checkpoint shows that the first entries are not those of another.

    It does if it is of the same size, or if it is larger and the log, which the other does not
    fit, is the one that it was signed for.
    """
    mine, yours = one.checkpoint, other.checkpoint
    if mine.origin != yours.origin:
        return False
    same = mine.size == yours.size and mine.root != yours.root
    return same or (mine.size < yours.size and _fits(other, roots))
