"""How the fields of answers are declared, and the fields that several answers share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from application.questions.asking.answer import Column
from domain.events.kinds import Area, MeetingKind
from domain.events.progress import OUTSIDE_SCALES
from domain.texts.standing_kinds import MemberStanding, Standing
from domain.values import MemberKind
from domain.words import worded

DATE_KEYS = (
    "as known (`2022-06`), null if unknown; with `_earliest` and `_latest`, the first and last day "
    "that it can mean"
)
"""What is said of the three keys that `dated` gives."""


@dataclass(frozen=True, slots=True)
class AnswerField(Column):
    """A field of answers and what it means, for tables, reports, views and `schema answers`.

    `is_dated` says that it is one of the three keys of a date that may be imprecise.
    """

    meaning: str
    is_dated: bool = False

    @property
    def sentence(self) -> str:
        """The meaning as a sentence."""
        return f"{self.meaning[0].upper()}{self.meaning[1:]}."

    def headed(self, label: str) -> "AnswerField":
        """Return the same field under another head."""
        return replace(self, label=label)


def in_json(key: str, meaning: str) -> AnswerField:
    """Return a field that no table shows."""
    return AnswerField(key, "", meaning)


def dated_field(key: str, label: str, meaning: str) -> AnswerField:
    """Return a field of a day that may be known imprecisely, under three keys."""
    return AnswerField(key, label, meaning, is_dated=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFields:
    """All fields of an answer: those before the rows, its columns, and what only JSON has."""

    facts: Sequence[AnswerField]
    columns: Sequence[AnswerField]
    more: Sequence[AnswerField] = ()

    def keys(self) -> Mapping[str, str]:
        """Return what each published key means."""
        rows = {
            f"rows.{each.key}": f"{each.meaning}, {DATE_KEYS}" if each.is_dated else each.meaning
            for each in (*self.columns, *self.more)
        }
        return {**{each.key: each.meaning for each in self.facts}, **rows}


EVERY = (
    in_json("position", "the last position of the log that the answer rests on"),
    in_json("recorded_at", "when that entry was recorded, UTC"),
    in_json("on", "the day in the world that it is for"),
    in_json("zone", "the time zone of the body, in which its days are; UTC if it set none"),
    in_json("known", "the day or position as of which it was known"),
    in_json("audience", "who may see all that is in it; for the public, counts have no zero"),
    in_json("banners", "lines that no copy of it may lose"),
    in_json("rows", "one object a row"),
)
"""The fields that every answer has."""
TASKFORCE = in_json("taskforce", "code of the body")
REFERENCE = in_json("reference", "the member, instrument or commitment that was asked for, or null")
BY_STANDING = in_json("counts", "members by standing")
BY_STATE = in_json("counts", "rows by state")

MEMBER = AnswerField("member", "Code", "code of the member")
NAME = AnswerField("name", "Member", "official name on that day")
KIND_OF_MEMBER = AnswerField("kind", "Kind", ", ".join(MemberKind))
INSTRUMENT = in_json("instrument", "reference of the text")
COMMITMENT = AnswerField("commitment", "Commitment", "reference of the commitment")

MEMBER_STANDING = AnswerField(
    "standing", "Standing", ", ".join(each for each in MemberStanding if each != "none")
)
APPLIED_ON = dated_field("applied_on", "Applied", "day of application")
JOINED_ON = dated_field("joined_on", "Joined", "day of joining")
SUSPENDED_ON = dated_field("suspended_on", "Suspended", "day of suspension")
WITHDREW_ON = dated_field("withdrew_on", "Withdrew", "day of leaving")

STANDING = AnswerField("standing", "Standing", ", ".join(Standing))
SIGNED_ON = dated_field("signed_on", "Signed", "day of the signature")
SIGNATURE = in_json("signature", "kind of signature")
VERSION_SIGNED = in_json("version", "version of the text last signed")
DEPOSITED_ON = dated_field("deposited_on", "Deposited", "day of deposit of the consent")
CONSENT = AnswerField("consent", "Consent", "kind of consent")
IN_FORCE_ON = dated_field("in_force_on", "In force", "day of entry into force for the member")
WITHDRAWN_ON = dated_field(
    "withdrawn_on", "Withdrawn", "day from which what it withdrew does not hold"
)
WITHDRAWN = AnswerField(
    "withdrawn", "What was withdrawn", "what it withdrew: signature, consent, participation, …"
)
PROVISIONAL = in_json("provisional", "true (1) if it is applied provisionally only")
OF_A_STANDING = (
    *(STANDING, SIGNED_ON, SIGNATURE, VERSION_SIGNED, DEPOSITED_ON, CONSENT, IN_FORCE_ON),
    *(WITHDRAWN_ON, WITHDRAWN, PROVISIONAL),
)
"""All that tables have of a standing on a commitment, in their order."""
OF_A_MEMBERSHIP = (
    *(MEMBER_STANDING, NAME, KIND_OF_MEMBER),
    *(APPLIED_ON, JOINED_ON, SUSPENDED_ON, WITHDREW_ON),
)
"""All that tables have of a standing in a body, in their order."""

POSITION = AnswerField("position", "@", "position of the event in the log")
ENTRY = AnswerField("entry", "Entry", "position of the first event of its entry")
RECORDED = AnswerField("recorded", "Recorded", "the day on which it was recorded, UTC")
RECORDED_AT = in_json("recorded_at", "when it was recorded, UTC")
EVENT_ID = in_json("event_id", "id of the event")
TOPIC = in_json("topic", "what happened")
STREAM = in_json("stream", "the member, commitment, body or report that it belongs to, or null")
MEMBER_ACTING = in_json("member", "code of the member whose act it is, or null")
WHAT = AnswerField("what", "What", "what happened, in one sentence")
EFFECTIVE_ON = dated_field("effective_on", "Holds from", "day from which it holds in the world")
NOTIFIED_ON = dated_field("notified_on", "Notified", "day on which the depositary was told")
SOURCE = AnswerField("source", "Source", "title of the source")
ACTOR = AnswerField("actor", "By", "who recorded it: a p-… reference or a code")
ON_BEHALF_OF = in_json("on_behalf_of", "for whom")
BASIS = in_json("basis", "stated by the source, or inferred")
NOTE = AnswerField("note", "Note", "note of the person who recorded it")
VISIBILITY = in_json("visibility", "who may see the entry today")
BECAUSE = in_json("because", "why it amends: error or completed")
SHA256 = AnswerField("sha256", "sha256", "the sha256 of the file, in hexadecimal")

REPORT = AnswerField("report", "Report", "the reference under which it was published")
REPORT_TITLE = AnswerField("title", "Title", "its title, or null")
SIZE = AnswerField("size", "Entries", "number of entries, from the first on, that it rests on")
MANIFEST = in_json("manifest_sha256", "hash of the file that says how to make it again")
CONTENT = in_json("content_sha256", "hash of what it says")

MEETING = AnswerField("meeting", "Meeting", "reference of the meeting")
KIND_OF_MEETING = AnswerField("kind", "Kind", ", ".join(get_args(MeetingKind)))
BEGINS_ON = dated_field("begins_on", "Begins", "first day")
ENDS_ON = dated_field("ends_on", "Ends", "last day, inclusive")
PLACE = AnswerField("place", "Place", "where it meets")
OPENED_ON = dated_field("opened_on", "Opened", "day on which it opened")
CLOSED_ON = dated_field("closed_on", "Closed", "day on which it closed")
MINUTES = AnswerField(
    "minutes", "Minutes", "how far they are, in words: none recorded, sent, approved"
)
DECISION = AnswerField("decision", "Decision", "reference of the decision")
ADOPTED_BY = AnswerField("adopted_by", "By", "consensus, or the votes in words")
ITEM = AnswerField("item", "Item", "number of the item on the agenda, or null")
SUBJECT = AnswerField("title", "About", "in a few words")
DECIDED = AnswerField("text", "Text", "what was decided")
TASK = AnswerField("task", "Task", "the task of the body that it serves, or null")
COMMITMENTS = AnswerField("commitments", "Commitments", "the commitments that it is about")
ACTION = AnswerField("action", "Action", "reference of the action")
ACTION_OWNER = AnswerField("owner", "Owner", "code of a member, or an office")
TO_DO = AnswerField("text", "What is to be done", "what is to be done")
DUE_ON = AnswerField("due_on", "Due", "the last day for it, or null")
COMPLETED_ON = dated_field("completed_on", "Done", "day on which it had been done")
OUTCOME = AnswerField("outcome", "Outcome", "what came of it")

PERIOD = AnswerField("period", "Period", "first and last day of the period, in one text")
PERIOD_FROM = in_json("period_from", "first day of the period, or null")
PERIOD_UNTIL = in_json("period_until", "last day of the period, inclusive")
ASSESSMENT = AnswerField(
    "assessment",
    "Says",
    worded("a value of the scale, or {others}", others=", ".join(OUTSIDE_SCALES)),
)
SCALE = AnswerField("scale", "Scale", "the scale; values of different scales are never mixed")
SCALE_VERSION = AnswerField("scale_version", "Version", "version of the scale")
NARRATIVE = AnswerField("narrative", "What was done", "what was done, or found")
EVIDENCE = AnswerField(
    "evidence",
    "Evidence",
    "direction, type, title, publisher, published_on, url, sha256 of each piece",
)
STATED_ON = dated_field("stated_on", "As of", "day as of which it was said")
CONFIDENCE = AnswerField("confidence", "Confidence", "low, medium or high")
METHOD = AnswerField("method", "Method", "what the method of an assessment is called")
METHOD_VERSION = in_json("method_version", "version of the method")
OCCASION = in_json("occasion", "scheduled or extraordinary")
STAGE = in_json("stage", "interim or final")
REVIEWER = in_json("reviewer", "a p-… reference or a code")
EXTENDED_TO = in_json("extended_to", "the day until which more time was given, or null")
ANSWER = AnswerField("answer", "Member's answer", "the member's answer to an assessment")
REMARK = AnswerField("remark", "Remark", "remarks on the row, in words")
MENDED = in_json("mended", "true if an error in it was corrected")
MILESTONE = AnswerField("milestone", "Milestone", "what it is called")
STEP = AnswerField("title", "Title", "the step")
STEP_OWNER = in_json("owner", "code of the member whose step it is, null for all")
STEP_DUE_ON = AnswerField("due_on", "Due on", "the last day on which it may be reached")
REACHED_ON = dated_field("reached_on", "Reached", "day on which it had been reached")

TITLE = AnswerField("title", "What", "what it is called")
TEXT = in_json("text", "what it says")
GAP = AnswerField("gap", "Reference", "reference of the gap or opportunity")
KIND_OF_GAP = AnswerField("kind", "Kind", "gap or opportunity")
AREA = AnswerField("area", "Area", worded("area of law: {areas}", areas=", ".join(get_args(Area))))
GAP_STATE = AnswerField("state", "State", "open, answered (without a plan), planned or closed")
GAP_TEXT = AnswerField("text", "What it is", "what is missing, or could be better")
LAW = in_json("law", "the law that it is in")
PLANNED_MEASURE = AnswerField("planned_measure", "Planned", "what the member plans, as it said")
HELP_ASKED = AnswerField("help_asked", "Help asked", "what help it asks for, as it said")
CLOSED_BY = AnswerField("closed_by", "Closed by", "the law that closed it, or null")
GAP_CLOSED_ON = dated_field("closed_on", "Closed", "day from which a law closed it")
PRACTICE = AnswerField("practice", "Reference", "reference of the practice")
SHOWN_ON = dated_field("shown_on", "Shown", "day on which it was shown")
INPUT = AnswerField("input", "Reference", "reference of the input")
INITIATIVE = AnswerField("initiative", "From", "the initiative that fed it in")
ADVICE = AnswerField("advice", "Reference", "reference of the advice")
ADVISED = AnswerField("to", "To", "who was advised")
ANSWER_TO_ADVICE = AnswerField("answer", "Answer", "the answer, or null")
ANSWERED_ON = dated_field("answered_on", "Answered", "day of the answer")
PERSON = AnswerField("person", "Person", "a p-… reference; the name is in the contacts")
ROLE = AnswerField("role", "Role", "main, alternate or validating_authority")
