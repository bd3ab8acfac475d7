"""Looks at a register and all around it, and says what is wrong and what to do; never writes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.audit.log.log_file import TABLES, LogFile, opened
from infrastructure.doctor import environment_checks, log_checks
from infrastructure.doctor.finding import LOOK_AGAIN, HealthFinding, Installation
from infrastructure.doctor.party_checks import parties
from infrastructure.doctor.people_checks import addresses, references
from infrastructure.doctor.table_checks import questions, tables, without_trace
from infrastructure.files.locks import is_locked

HEALTHY, SICK, UNSEEN = 0, 1, 3

AROUND: Mapping[str, Callable[[Installation], Iterator[HealthFinding]]] = MappingProxyType(
    {
        "settings": environment_checks.config,
        "actor": environment_checks.actor,
        "disk": environment_checks.disk,
        "permissions": environment_checks.permissions,
        "keys": environment_checks.keys,
        "lock": environment_checks.lock,
        "leftovers": environment_checks.leftovers,
        "mail": environment_checks.mail,
        "templates": environment_checks.templates,
        "parts": environment_checks.parts,
        "backup": environment_checks.backup,
    }
)
INSIDE: Mapping[str, Callable[[Installation, LogFile], Iterator[HealthFinding]]] = MappingProxyType(
    {
        "log": log_checks.log,
        "guards": log_checks.guards,
        "clock": log_checks.clock,
        "taskforce": log_checks.taskforce,
        "parties": parties,
        "references": references,
        "addresses": addresses,
        "tables": tables,
        "questions": questions,
        "checkpoints": log_checks.checkpoints,
        "key": log_checks.key,
        "copies": log_checks.copies,
        "schedule": log_checks.schedule,
    }
)
"""What is looked at, by names that are for ever; inside only if the log can be opened."""


@dataclass(slots=True)
class Health:
    """What was seen, each sign with the name of the look that saw it.

    `unseen` says why the log could not be looked at, and what to do.
    """

    signs: list[tuple[str, HealthFinding]] = field(default_factory=list)
    unseen: HealthFinding | None = None

    @property
    def to_do(self) -> list[tuple[str, HealthFinding]]:
        """What has to be done."""
        return [(name, sign) for name, sign in self.signs if sign.serious]

    @property
    def notes(self) -> list[tuple[str, HealthFinding]]:
        """What has to be known only."""
        return [(name, sign) for name, sign in self.signs if not sign.serious]

    @property
    def exit_code(self) -> int:
        """0 healthy, 1 something is to be done, 3 the log could not be looked at."""
        if self.unseen:
            return UNSEEN
        return SICK if self.to_do else HEALTHY


def examine(office: Installation) -> Health:
    """Look at everything."""
    health = Health()
    store = office.store
    if not store.exists():
        health.unseen = HealthFinding(
            worded("There is no register at {store}.", store=store),
            worded(
                "Name it with --store FILE, or begin one: depositary init; or: {RESTORE}",
                RESTORE=log_checks.RESTORE,
            ),
        )
        return health
    for name, look in AROUND.items():
        health.signs += [(name, sign) for sign in look(office)]
    try:
        with opened(store, without_trace, as_it_is=True) as log:
            for name, look_inside in _looks_into(log).items():
                health.signs += [(name, sign) for sign in look_inside(office, log)]
    except Unavailable as error:
        health.unseen = HealthFinding(str(error), _step(error, health))
    return health


def _step(error: Unavailable, health: Health) -> str:
    if not is_locked(error.__cause__):
        return worded("If it was a register: {RESTORE}", RESTORE=log_checks.RESTORE)
    ending = (sign.step for name, sign in health.signs if name == "lock")
    return next(ending, LOOK_AGAIN)


def _looks_into(
    log: LogFile,
) -> Mapping[str, Callable[[Installation, LogFile], Iterator[HealthFinding]]]:
    """Return all looks, or only that which tells that the tables are others than a log's."""
    readable = TABLES.isdisjoint(log.differences())
    return INSIDE if readable else {"guards": log_checks.guards}
