"""What a commitment that is recorded late has no part in: signatures and schedules of its text."""

from application.recording.recording import Recording
from domain.events.progress import ReportingScheduled
from domain.events.texts import Adopted, Signed
from domain.history import History
from domain.values import ImpreciseDate, surely_before
from domain.words import listed, worded

_MOST = 5  # members that are named
_LOOKED_AT = 10  # commitments


def remark_what_it_missed(
    recording: Recording, body: str, adopted: Adopted, on: ImpreciseDate
) -> None:
    """Remark who signed the text when this was part of it, by its day, and how reports are due.

    Both were recorded on commitments that were known then; of a text of many the first tell.
    """
    known = recording.commitments_of(body, adopted.instrument)[: _LOOKED_AT + 1]
    signed: dict[str, ImpreciseDate] = {}
    scheduled = ""
    for reference in known:
        if reference != adopted.commitment:
            history = recording.commitment(body, reference).history
            signed |= _signed_since(history, on)
            scheduled = scheduled or (reference if _has_schedule(history) else "")
    if signed:
        example = next(iter(signed))
        recording.remark(
            worded(
                "{commitment} was part of {instrument} by its day when {members} signed, and is "
                "not recorded as signed. For each that signed it too: {command}, and in "
                "--excepting what is signed already.",
                commitment=adopted.commitment,
                instrument=adopted.instrument,
                members=_named(list(signed)),
                command=f"depositary sign {example} {adopted.instrument} --on {signed[example]}",
            )
        )
    if scheduled:
        recording.remark(
            worded(
                "Reports are due on {first}, and not on {commitment}. To have them: {command}",
                first=scheduled,
                commitment=adopted.commitment,
                command=f"depositary progress schedule {adopted.commitment} …",
            )
        )


def _has_schedule(history: History) -> bool:
    return any(history.end_of(entry) is None for entry, _ in history.each(ReportingScheduled))


def _signed_since(history: History, on: ImpreciseDate) -> dict[str, ImpreciseDate]:
    """Return the days of signatures that stand and may be of that day or later, by member."""
    return {
        event.member: entry.begins
        for entry, event in history.each(Signed)
        if not surely_before(entry.begins, on) and history.end_of(entry) is None
    }


def _named(members: list[str]) -> str:
    if len(members) <= _MOST:
        return listed(members)
    shown = ", ".join(members[:_MOST])
    return worded("{shown} and {more} more", shown=shown, more=len(members) - _MOST)
