"""The published names: the schema of every event, and the keys of every answer."""

from collections.abc import Mapping

from application.questions.across import entry_changes, overdue, replay
from application.questions.asking.answer import Json
from application.questions.asking.answer_fields import EVERY, AnswerFields
from application.questions.laws import gaps
from application.questions.log import documents, history, publications, search
from application.questions.meetings import actions, cadence, meetings, presence, voting
from application.questions.members import focal_points, standings
from application.questions.progress import assessments, milestones, reports
from application.questions.work import practices, work
from domain.event import Envelope
from domain.events.table import EVENTS

ANSWERS: Mapping[str, AnswerFields] = {
    "status": standings.STATUS,
    "members": standings.MEMBERS,
    "matrix": standings.MATRIX,
    "history": history.ENTRIES,
    "log": history.ENTRIES,
    "conflicts": history.CONFLICTS,
    "meetings": meetings.MEETINGS,
    "decisions": meetings.DECISIONS,
    "rights": presence.RIGHTS,
    "presence": presence.PRESENCE,
    "votes": voting.VOTES,
    "actions": actions.ACTIONS,
    "cadence": cadence.CADENCE,
    "reports": reports.REPORT_FIELDS,
    "overdue": overdue.OVERDUE,
    "assessments": assessments.ASSESSMENTS,
    "milestones": milestones.MILESTONES,
    "gaps": gaps.GAPS,
    "gaps-by-area": gaps.BY_AREA,
    "practices": practices.PRACTICES,
    **work.KINDS,
    "focal-points": focal_points.FOCAL_POINTS,
    **dict.fromkeys(("correct", "retract", "show-to"), entry_changes.AMENDED),
    "replay": replay.REPLAY,
    "report-list": publications.PUBLICATIONS,
    "document-check": documents.CHECK,
    "document-list": documents.LIST,
    "search": search.SEARCH,
}


def event_schemas() -> Mapping[str, Json]:
    """Return JSON Schemas by topic, and that of the envelope."""
    topics: dict[str, Json] = {
        event.TOPIC: {"schema": event.SCHEMA, "event": event.model_json_schema()}
        for event in EVENTS
    }
    return {"envelope": Envelope.model_json_schema(), "topics": topics}


def answer_keys() -> Mapping[str, Mapping[str, str]]:
    """Return what each key of each answer means; every answer also has those of `EVERY`."""
    every = {each.key: each.meaning for each in EVERY}
    return {"every": every, **{name: fields.keys() for name, fields in ANSWERS.items()}}
