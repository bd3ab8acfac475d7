"""Verifies a log: against itself, and against checkpoints that left the machine."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.findings import Compared, Verification
from infrastructure.audit.log.log_file import TABLES, LogFile, opened
from infrastructure.audit.log.passing import Pass
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.policy import Opened, Policy


def verify(
    store: Path,
    policy: Policy | None = None,
    checkpoints: Mapping[str, bytes] | None = None,
    since: bytes | None = None,
) -> Verification:
    """Read the whole log, and compare it with checkpoints that were kept elsewhere, by name.

    Without a policy nothing outside is trusted, and checkpoints are not read. Events before the
    checkpoint `since` are not read again; their leaves are, and must lead to its root.
    """
    found = Verification()
    seen = _open(found, policy, checkpoints or {}) if policy else {}
    first = found.since = policy.open(since).checkpoint.size if policy and since else 0
    try:
        with opened(store, as_it_is=True) as log:
            _look_at_file(found, log)
            if found.others:
                return found
            reading = Pass(found, log, seen.values())
            reading.read(first)
            _look_for_unlogged(found, log)
            _look_at_commands(found, log)
    except Unavailable as error:
        found.unfinished = str(error)
    else:
        _compare(found, reading.roots, seen)
    return found


def _open(
    found: Verification, policy: Policy, checkpoints: Mapping[str, bytes]
) -> dict[str, Opened]:
    seen: dict[str, Opened] = {}
    for name, content in checkpoints.items():
        try:
            seen[name] = policy.open(content)
        except (Malformed, NotProven) as error:
            found.add("signature", f"{name}: {error}")
    return {name: _with_others(told, seen.values(), policy) for name, told in seen.items()}


def _with_others(told: Opened, seen: Iterable[Opened], policy: Policy) -> Opened:
    """Count what was signed in other copies of the same checkpoint, too."""
    copies = [other for other in seen if other.note.text == told.note.text]
    witnessed: dict[str, int] = {}
    for name, time in (pair for other in copies for pair in other.witnessed.items()):
        witnessed[name] = min(time, witnessed.get(name, time))
    made = min((other.made for other in copies if other.made is not None), default=None)
    return replace(
        told,
        witnessed=witnessed,
        quorate=policy.is_quorum(witnessed),
        made=made if told.made is None else told.made,
    )


def _look_at_file(found: Verification, log: LogFile) -> None:
    """Look at the file itself, and whether what would be read there is what is stored.

    It is not where a view, or a table with other columns, stands in the place of the log.
    """
    names = log.differences()
    if names:
        sentence = "The file has tables, views or triggers that are not as the program makes them"
        found.add("storage", f"{sentence}: {', '.join(names)}.")
    for sentence in log.damage():
        found.add("storage", f"SQLite says of the file: {sentence}.")
    found.others = not TABLES.isdisjoint(names)


def _look_for_unlogged(found: Verification, log: LogFile) -> None:
    for position, topic in log.unlogged():
        found.add(
            "unlogged",
            worded("An event ({topic}) is stored that was never logged.", topic=topic),
            position,
        )
    last, given_out = log.given_out()
    if given_out > last:
        found.add(
            "truncated",
            worded(
                "Positions up to {given_out} were given out, {last} is the last.",
                given_out=given_out,
                last=last,
            ),
        )
    if given_out < last:
        sentence = worded(
            "The file says that {given_out} positions were given out, and {last} is there.",
            given_out=given_out,
            last=last,
        )
        found.add("storage", sentence)


def _look_at_commands(found: Verification, log: LogFile) -> None:
    """Find the keys by which a command that is sent now would count as recorded before."""
    for first, last in log.unrecorded_commands():
        found.add(
            "storage",
            worded(
                "A command's key stands for @{first} to @{last}, which no single command "
                "recorded: whoever sends that key is told that it was recorded before.",
                first=first,
                last=last,
            ),
            first,
        )


def _compare(found: Verification, roots: Mapping[int, bytes], seen: Mapping[str, Opened]) -> None:
    """Compare every checkpoint with the log, and with every other."""
    for name, told in seen.items():
        size, fits = told.checkpoint.size, _fits(told, roots)
        rivals = [] if fits else [each for each in seen.values() if _is_rival(each, told, roots)]
        if size > found.size:
            sentence = worded(
                "{name} was signed for {size} entries, and there are {size_}.",
                name=name,
                size=size,
                size_=found.size,
            )
            found.add("truncated", sentence)
        elif not fits and not any(_fits(each, roots) for each in rivals):
            found.add(
                "root",
                worded("The first {size} entries are not those of {name}.", size=size, name=name),
            )
        if rivals:
            found.add(
                "split-view",
                worded(
                    "The first {size} entries of {name} are not those of another checkpoint: the "
                    "log's key has signed two histories.",
                    size=size,
                    name=name,
                ),
            )
        if not told.quorate:
            found.add(
                "witness", worded("{name} lacks the signatures of enough witnesses.", name=name)
            )
        if fits and told.quorate and size:
            found.compared.append(Compared(name, size, dict(told.witnessed), told.made))


def _fits(told: Opened, roots: Mapping[int, bytes]) -> bool:
    return roots.get(told.checkpoint.size) == told.checkpoint.root


def _is_rival(other: Opened, told: Opened, roots: Mapping[int, bytes]) -> bool:
    """Say whether one checkpoint shows that the first entries are not those of another.

    It does if it is of the same size, or if it is larger and the log, which the other does not
    fit, is the one that it was signed for.
    """
    mine, yours = told.checkpoint, other.checkpoint
    if mine.origin != yours.origin:
        return False
    same = mine.size == yours.size and mine.root != yours.root
    return same or (mine.size < yours.size and _fits(other, roots))
