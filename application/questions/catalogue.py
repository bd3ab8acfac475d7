"""The published names: the schema of every event, and the keys of every answer."""

from collections.abc import Mapping

from application.questions import (
    actions,
    cadence,
    focal_points,
    gaps,
    meetings,
    practices,
    reports,
    schemas_of_documents,
    schemas_of_tools,
    standings,
    work,
)
from application.questions.answer import DATE_KEYS, Json
from domain.event import Envelope
from domain.events import EVENTS

HEAD: Mapping[str, str] = {
    "position": "the last position of the log that the answer rests on",
    "recorded_at": "when that entry was recorded, UTC",
    "on": "the day in the world that it is for",
    "known": "the day or position as of which it was known",
    "audience": "who may see all that is in it",
    "banners": "lines that no copy of it may lose",
    "rows": "one object a row",
}
ENTRIES: Mapping[str, str] = {
    "rows.position": "its place in the log",
    "rows.recorded": "the day on which it was recorded, UTC",
    "rows.recorded_at": "the moment",
    "rows.effective_on": DATE_KEYS,
    "rows.what": "one sentence",
    "rows.mark": "what it is to an earlier entry: corrects, completes, about",
    "rows.source": "title of the source",
    "rows.event_id": "its id",
    "rows.topic": "its topic",
    "rows.stream": "the member, commitment or body that it belongs to",
    "rows.member": "the member whose act it is, or null",
    "rows.notified_on": DATE_KEYS,
    "rows.actor": "who recorded it: a p-… reference or a code",
    "rows.on_behalf_of": "for whom",
    "rows.basis": "stated or inferred",
    "rows.note": "a remark",
    "rows.visibility": "who may see it, today",
    "rows.entry": "position of the first event of its entry",
    "rows.because": "error or completed, for an amendment",
    "rows.content": "the event",
}
CORE: Mapping[str, Mapping[str, str]] = {
    "status": standings.STATUS.keys(),
    "members": standings.MEMBERS.keys(),
    "matrix": standings.MATRIX.keys(),
    "meetings": meetings.MEETINGS.keys(),
    "decisions": meetings.DECISIONS.keys(),
    "actions": actions.ACTIONS.keys(),
    "cadence": cadence.CADENCE.keys(),
    "reports": reports.REPORTS.keys(),
    "overdue": reports.OVERDUE.keys(),
    "assessments": reports.ASSESSMENTS.keys(),
    "milestones": reports.MILESTONES.keys(),
    "gaps": gaps.GAPS.keys(),
    "gaps-by-area": gaps.BY_AREA.keys(),
    "practices": practices.PRACTICES.keys(),
    **{name: kind.keys() for name, kind in work.KINDS.items()},
    "focal-points": focal_points.FOCAL_POINTS.keys(),
    "history": ENTRIES,
    "log": ENTRIES,
    "conflicts": {
        "taskforce": "the body",
        "rows.about": "member, commitment or body",
        "rows.problem": "one sentence",
        "rows.entries": "what stands against each other",
    },
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    **CORE,
    **schemas_of_tools.ANSWERS,
    **schemas_of_documents.ANSWERS,
    "search": {**ENTRIES, **schemas_of_tools.SEARCH},
}


def event_schemas() -> Mapping[str, Json]:
    """Return JSON Schemas by topic, and that of the envelope."""
    topics: dict[str, Json] = {
        event.TOPIC: {"schema": event.SCHEMA, "event": event.model_json_schema()}
        for event in EVENTS
    }
    return {"envelope": Envelope.model_json_schema(), "topics": topics}


def answer_keys() -> Mapping[str, Json]:
    """Return what each key of each answer means; every answer also has those of `HEAD`."""
    return {"every": dict(HEAD), **{name: dict(keys) for name, keys in ANSWERS.items()}}
