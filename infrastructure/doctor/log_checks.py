"""Health checks of the log: the file, its guards, the clock, the bodies in it."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import UUID

from application.event_store.stored_events import decode
from application.model_rows import UTC_ZONE
from domain.errors import DepositaryError, Unreadable
from domain.events.bodies import Established
from domain.events.entries import Retracted
from domain.events.log import TOLERATED_US
from domain.events.voting import SessionSet
from domain.events.zones import TimeZoneSet, zone_of
from domain.words import worded
from infrastructure.audit.log.key_history import last_made
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.time_checks import (
    CLOCK_TOLERANCE,
    SECOND,
    ClockConfirmation,
    clock_confirmation_for,
    clock_confirmations,
    format_time,
)
from infrastructure.audit.published.prefix import event_of
from infrastructure.bootstrap import CONFIG
from infrastructure.doctor.finding import (
    RESTORE,
    VERIFY,
    HealthFinding,
    Installation,
    advice,
    problem,
)
from infrastructure.store.leaf import LARGEST
from infrastructure.store.sqlite_schema import GUARDS

_STOP = worded("Stop recording, then: {restore}", restore=RESTORE)
_VERIFY_FIRST = worded("{verify}, and then: {restore}", verify=VERIFY, restore=RESTORE)
_SET = worded("Set the clock; if it is right: depositary audit confirm-clock --reason REASON")


def check_log(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the file is whole, and contains nothing but what was logged."""
    yield from _check_end(installation.store, log)
    for sentence in log.damage():
        yield problem("The register is damaged: {sentence}.", _STOP, sentence=sentence)
    if unlogged := log.unlogged():
        yield problem(
            "{count} events were never logged, such as @{first}.",
            VERIFY,
            count=len(unlogged),
            first=unlogged[0][0],
        )
    if (first := log.lowest_position()) < 1:
        sentence = "An entry stands at position {first}, and positions begin at 1."
        yield problem(sentence, VERIFY, first=first)
    last, given_out = log.highest_positions()
    if given_out > last:
        sentence = "Positions up to {given_out} were given out, {last} is the last."
        yield problem(sentence, VERIFY, given_out=given_out, last=last)
    if given_out < last:
        sentence = "The file counts {given_out} positions, and @{last} is there."
        yield problem(sentence, VERIFY, given_out=given_out, last=last)
    if max(last, given_out) >= LARGEST:
        sentence = "Position {last} was given out, and none can follow it: nothing can be recorded."
        yield problem(sentence, _VERIFY_FIRST, last=max(last, given_out))


def _check_end(store: Path, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the file ends with a page, or that all behind its last one are yet to come."""
    end = log.end()
    if end == "completed later":
        yield advice(
            "The file of the register could not be completed, as on a full disk; {wal} has what "
            "it lacks, and nothing is lost.",
            "Keep {wal} beside it and make room: the next command that records completes the file.",
            wal=store.with_name(f"{store.name}-wal"),
        )
    elif end != "whole":
        yield problem("The register ends in the middle of a page.", _STOP)


def check_guards(_: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the tables, and the guards on them, are as they were made."""
    found = log.differences()
    missing = [name for name in found if name in GUARDS]
    others = [name for name in found if name not in GUARDS]
    if missing:
        names = ", ".join(missing)
        yield problem("Somebody took guards away: {names}.", _VERIFY_FIRST, names=names)
    if others:
        sentence = "Tables, views or triggers are not as they were made: {names}."
        yield problem(sentence, _VERIFY_FIRST, names=", ".join(others))


def check_clock(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the clock is past the last entry, and past what the key signed last."""
    now, size = int(installation.now.timestamp() * SECOND), log.size()
    last = next(log.entries(size - 1), None) if size else None
    signed = _last_signed(installation)
    confirmed = partial(_confirmation, log, now)
    if last and last.recorded_us > now + TOLERATED_US:
        if confirmation := confirmed(last.recorded_us):
            yield advice(
                "The clock was confirmed in @{position}; until {time}, new entries carry that "
                "time.",
                "Nothing is to be done: the clock will pass it.",
                position=confirmation.position,
                time=format_time(last.recorded_us),
            )
        else:
            sentence = "The last entry is of {time}, and the clock is behind it."
            yield problem(sentence, _SET, time=format_time(last.recorded_us))
    if signed > now + CLOCK_TOLERANCE and not confirmed(signed):
        sentence = "The last checkpoint is of {time}, and the clock is behind it."
        yield problem(sentence, _SET, time=format_time(signed))


def _confirmation(log: LogFile, now: int, time: int) -> ClockConfirmation | None:
    """Return the confirmation that a clock of a time was ahead, if this one is no further back."""
    found = [each for each in clock_confirmations(log) if each.clock <= now + TOLERATED_US]
    return clock_confirmation_for(time, found)


def _last_signed(installation: Installation) -> int:
    """Return when the key signed last, in microseconds, 0 if that is not known here."""
    path = installation.settings.checkpoints.key
    try:
        return last_made(path) * SECOND if path else 0
    except DepositaryError:
        return 0  # the check of the key finds this


def check_taskforce(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the settings name a body that is there."""
    known = list(dict.fromkeys(_bodies(log)))
    named = installation.settings.taskforce
    if not known:
        yield advice("The register has no body yet.", "depositary taskforce establish --help")
    elif named and named not in known:
        yield problem(
            "{named} is named as the body, and is not one of {known}.",
            "Correct taskforce in {config}.",
            named=named,
            known=", ".join(known),
            config=CONFIG,
        )
    elif named is None and len(known) > 1:
        yield advice(
            "It is not said which body is meant: {known}.",
            "Put taskforce into {config}, or type --taskforce CODE each time.",
            known=", ".join(known),
            config=CONFIG,
        )


def _bodies(log: LogFile) -> Iterator[str]:
    """Yield the codes of all bodies, also in a damaged file; of what can be read."""
    for state in log.states(Established.TOPIC):
        with suppress(Unreadable):  # verification finds it
            _, event = decode(Established.TOPIC, state)
            assert isinstance(event, Established)  # the topic says so
            yield event.code


def check_questions(_: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that every event of the log can be read, since questions rest on all of them."""
    zones: dict[UUID, tuple[int, str]] = {}  # as each entry says it by now
    try:
        for stored in log.entries():
            recorded = event_of(stored)
            match recorded.event:
                case TimeZoneSet(zone=zone) | SessionSet(zone=zone):
                    zones[recorded.entry_id] = (stored.position, zone or UTC_ZONE)
                case Retracted():
                    zones.pop(recorded.entry_id, None)
                case _:
                    pass
    except DepositaryError as error:
        yield problem(
            "Questions cannot be answered: {error}",
            "{verify}; if a newer version of Depositary recorded it, use that one",
            error=str(error),
            verify=VERIFY,
        )
    for position, zone in zones.values():
        if zone_of(zone) is None:
            yield problem(
                "This machine knows no time zone {zone!r}, of which @{position} is: what is of it "
                "is told in UTC, or without hours.",
                "If it is mistyped: depositary correct @{position} zone=NAME; if not, bring the "
                "time zones of this machine up to date",
                position=position,
                zone=zone,
            )
