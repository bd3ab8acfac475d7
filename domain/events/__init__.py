"""Every event that can be recorded; `TOPICS` is the closed table of them."""

from domain.event import Event
from domain.events import commitment, member, record, taskforce

EVENTS: tuple[type[Event], ...] = (
    taskforce.Established,
    taskforce.RecordKeptFrom,
    taskforce.TaskAdopted,
    taskforce.ChairAppointed,
    taskforce.ViceChairAppointed,
    taskforce.ClaimRecorded,
    taskforce.InstrumentAdopted,
    taskforce.InitiativeRecognised,
    taskforce.ReferenceGroupLinked,
    taskforce.ScaleRegistered,
    taskforce.MeetingConvened,
    taskforce.MeetingOpened,
    taskforce.MeetingClosed,
    member.Applied,
    member.Joined,
    member.Suspended,
    member.Reinstated,
    member.WithdrawalNotified,
    member.Withdrew,
    member.Renamed,
    commitment.Adopted,
    commitment.Amended,
    commitment.Superseded,
    commitment.Split,
    commitment.Closed,
    commitment.Signed,
    commitment.SignatureConfirmed,
    commitment.Consented,
    commitment.EnteredIntoForce,
    commitment.StatementMade,
    commitment.Withdrawn,
    commitment.ProgressReported,
    record.Retracted,
    record.VisibilityChanged,
)

TOPICS: dict[str, type[Event]] = {event.TOPIC: event for event in EVENTS}
