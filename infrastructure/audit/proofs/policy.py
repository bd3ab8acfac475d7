"""Whom a verifier trusts (C2SP `tlog-policy`): logs, witnesses, and how many witnesses it takes.

The file is the verifier's own. A log never says which key is to be trusted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import as_signed, read_small, to_number
from infrastructure.audit.proofs.note import LOG, WITNESS, Note, Verifier

Group: TypeAlias = tuple[int, frozenset[str]]
"""How many it takes of which witnesses and groups, by their names in the policy."""

_FORMS = {
    "log": "log KEY",
    "witness": "witness NAME KEY",
    "group": "group NAME all|any|NUMBER MEMBER …",
    "quorum": "quorum NAME|none",
}


@dataclass(frozen=True, slots=True)
class VerifiedCheckpoint:
    """A checkpoint that a trusted log has signed.

    `witnessed` says which witnesses have signed it too, by their names in the policy, and when, in
    seconds since 1970 UTC; `quorate` whether they are a quorum; `made` is when the log says that it
    made it, None if it does not say.
    """

    checkpoint: Checkpoint
    note: Note
    witnessed: Mapping[str, int]
    quorate: bool
    made: int | None = None


@dataclass(slots=True)
class Policy:
    """The logs and witnesses that are trusted, by key."""

    logs: list[Verifier] = field(default_factory=list)
    witnesses: dict[str, Verifier] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""
    grouped: set[str] = field(default_factory=set)
    """The witnesses and groups that are in a group."""

    def knows(self, name: str) -> bool:
        """Say whether a witness or group has this name."""
        return name in self.witnesses or name in self.groups

    def open(self, content: bytes) -> VerifiedCheckpoint:
        """Read a checkpoint and check who signed it.

        Raises:
            Malformed: it is no checkpoint.
            NotProven: no trusted log of that name has signed it, or a signature does not fit.
        """
        note = Note.parse(content)
        checkpoint = Checkpoint.parse(note.text)
        dated = [key.dated for key in self.logs]
        found = note.signed_by([*self.logs, *dated, *self.witnesses.values()])
        if not any(key.kind == LOG and key.name == checkpoint.origin for key in found):
            raise NotProven(
                "No log that you trust as {origin} has signed it.", origin=checkpoint.origin
            )
        witnessed = {name: found[key] for name, key in self.witnesses.items() if key in found}
        made = [found[key] for key in dated if key in found and key.name == checkpoint.origin]
        return VerifiedCheckpoint(
            checkpoint, note, witnessed, self.is_quorum(witnessed), min(made, default=None)
        )

    def is_quorum(self, witnessed: Mapping[str, int]) -> bool:
        """Say whether these witnesses are enough.

        Groups are looked at in the order of their lines: each has others of lines above it only.
        """
        enough = set(witnessed)
        for name, (number, members) in self.groups.items():
            if len(members & enough) >= number:
                enough.add(name)
        return self.quorum == "none" or self.quorum in enough


def read_policy(path: Path) -> Policy:
    """Read a policy file.

    Raises:
        Unavailable: it cannot be read.
        Malformed: a line is not of its form; the sentence has its number.
    """
    return policy_of(read_small(path), path.name)


def policy_of(content: bytes, name: str) -> Policy:
    """Read the content of a policy file of this name.

    Raises:
        Malformed: a line is not of its form; the sentence has its number.
    """
    policy = Policy()
    text = as_signed(content).decode("utf-8", "surrogateescape")
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in line.replace("\t", " ").split(" ") if word]
        if words and not words[0].startswith("#"):
            try:
                _read_line(policy, words)
            except Malformed as error:
                raise Malformed(
                    "{name}, line {number}: {error}", name=name, number=number, error=error
                ) from error
    if not policy.quorum or not policy.logs:
        raise Malformed("{name} needs a line `log KEY` and a line `quorum NAME|none`.", name=name)
    return policy


def _read_line(policy: Policy, words: Sequence[str]) -> None:
    match words:
        case ["log", key] | ["log", key, _]:
            policy.logs.append(_key(policy, key, LOG))
        case ["witness", name, key] | ["witness", name, key, _]:
            _must_be_free(policy, name)
            policy.witnesses[name] = _key(policy, key, WITNESS)
        case ["group", name, needed, *members] if members:
            _must_be_free(policy, name)
            policy.groups[name] = _group(policy, needed, members)
        case ["quorum", name] if not policy.quorum and (name == "none" or policy.knows(name)):
            policy.quorum = name
        case _:
            form = _FORMS.get(words[0], "one of: " + "; ".join(_FORMS.values()))
            raise Malformed.expected(
                worded("{form}, with names of lines above it", form=form), " ".join(words)
            )


def _key(policy: Policy, text: str, kind: int) -> Verifier:
    key = Verifier.parse(text)
    if key.kind != kind:
        raise Malformed("The key of {name} is not of the kind that this line needs.", name=key.name)
    if any(key.public == other.public for other in (*policy.logs, *policy.witnesses.values())):
        raise Malformed("The key of {name} is here twice.", name=key.name)
    return key


def _must_be_free(policy: Policy, name: str) -> None:
    if policy.knows(name) or name == "none":
        raise Malformed("The name {name!r} is taken.", name=name)


def _group(policy: Policy, needed: str, members: Sequence[str]) -> Group:
    number = {"any": 1, "all": len(members)}.get(needed) or to_number(
        needed, worded("how many it takes")
    )
    if not 1 <= number <= len(members):
        raise Malformed("A group of {size} cannot need {number}.", size=len(members), number=number)
    free = [each for each in members if policy.knows(each) and each not in policy.grouped]
    if len(set(free)) < len(members):
        raise Malformed("A group has witnesses and groups of lines above it, each in one group.")
    policy.grouped.update(members)
    return number, frozenset(members)
