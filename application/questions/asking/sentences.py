"""One sentence for each kind of event, as a person would say it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from string import Formatter

from application.questions.asking.answer import Json
from application.questions.asking.meeting_sentences import (
    convened,
    majority_rule,
    quorum_established,
    quorum_rule,
)
from application.questions.asking.voting_sentences import VOTING_SENTENCES
from domain.events.texts import KIND_NOT_KNOWN
from domain.names import AsSaid
from domain.words import joined, worded

Content = Mapping[str, Json]
_VALUE = r"[a-z]+(?:_[a-z]+)+"


def sentence(topic: str, content: Content) -> str:
    """Say what happened. Every topic has a sentence; a test sees to it."""
    said = SENTENCES[topic]
    if callable(said):
        return said(content)
    return _first_filled(content, *((said,) if isinstance(said, str) else said))


def plain(text: str) -> str:
    """Return a value of a closed list (`former_signatory`) in words; other text as it is."""
    return text.replace("_", " ") if "_" in text and re.fullmatch(_VALUE, text) else text


def counts_in_words(counts: Iterable[tuple[str, int]]) -> str:
    """Return values of a closed list, each with how many there are: 2 limited, 1 complete."""
    told = [worded("{number} {kind}", number=number, kind=plain(kind)) for kind, number in counts]
    return joined(", ", told)


def _first_filled(content: Content, *templates: str) -> str:
    """Fill in the first template whose values are all given, or else the last one.

    A field within a field is named `votes_against`.
    """
    given = dict(content)
    for name, value in content.items():
        if isinstance(value, Mapping):
            given |= {f"{name}_{key}": each for key, each in value.items()}
    for template in templates:
        names = _names_in(template)
        if all(given.get(name) not in (None, "", [], ()) for name in names):
            break
    return worded(template, **{name: _shown(name, given[name]) for name in names})


@lru_cache
def _names_in(template: str) -> Sequence[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _shown(name: str, value: Json) -> str:
    if isinstance(value, str):
        return AsSaid(value) if name == "name" else plain(value)
    return ", ".join(map(str, value)) if isinstance(value, Sequence) else str(value)


PRESENT = {
    "present": "{number} present",
    "represented": "{number} represented",
    "observer": "{number} observing",
    "excused": "apologies from {number}",
    "absent": "{number} absent",
}
"""By how members were there: how many were so."""

SEATS: Mapping[str, str] = {"excused": worded("apologies")}
"""What people are told of how somebody was there, where that is not the word on record."""


def present_in_words(seats: Iterable[str]) -> str:
    """Return how many were there in which way; "" where nobody is listed."""
    counted = Counter(seats)
    known = [(said, counted[seat]) for seat, said in PRESENT.items() if counted[seat]]
    return joined(", ", [worded(said, number=number) for said, number in known])


def _meeting_opened(content: Content) -> str:
    attendance = content.get("attendance")
    if not isinstance(attendance, Sequence):
        return _first_filled(content, "meeting {meeting} opened, attendance not recorded")
    came = (str(each["presence"]) for each in attendance if isinstance(each, Mapping))
    counted = present_in_words(came)
    return _first_filled(
        {**content, "counted": counted},
        "meeting {meeting} opened: {counted}",
        "meeting {meeting} opened: nobody came",
    )


def _consented(content: Content) -> str:
    unknown = content["kind"] == KIND_NOT_KNOWN
    return _first_filled(
        {**content, "kind": worded("consent (kind not known)")} if unknown else content,
        "{member} deposited {kind} of {commitment} on {deposited_on}, in force {in_force_on}",
        "{member} deposited {kind} of {commitment} on {deposited_on}",
    )


def _scheduled(content: Content) -> str:
    more, often = content.get("more"), content["frequency"]
    if isinstance(more, Sequence) and more:
        often = worded("and {count} more", count=len(more))
    elif often == "dates":
        often = worded("once")
    return _first_filled(
        {**content, "often": often},
        "reports on {commitment} due on {first_due_on}, {often}, until {until}",
        "reports on {commitment} due on {first_due_on}, {often}",
    )


def _withdrawn(content: Content) -> str:
    if content["of"] == "participation":
        return _first_filled(content, "{member} withdrew from {commitment}")
    return _first_filled(content, "{member} withdrew its {of} on {commitment}")


def _proxy_given(content: Content) -> str:
    items = content.get("items")
    if isinstance(items, Sequence) and len(items) == 1:
        return _first_filled(
            content, "{holder} acts for {giver} at meeting {meeting}, on item {items}"
        )
    return _first_filled(
        content,
        "{holder} acts for {giver} at meeting {meeting}, on items {items}",
        "{holder} acts for {giver} at meeting {meeting}",
    )


SENTENCES: Mapping[str, str | Sequence[str] | Callable[[Content], str]] = {
    "taskforce.established": "{name} established ({nature})",
    "taskforce.name-recorded": "the body is called {name} in the language {language}",
    "taskforce.record-kept-from": "record kept from this day on",
    "taskforce.task-adopted": "task {reference} adopted: {text}",
    "taskforce.chair-appointed": "{chair} took the chair",
    "taskforce.vice-chair-appointed": "{vice_chair} became vice-chair",
    "taskforce.claim-recorded": "a source says of {about}: {claim}",
    "taskforce.instrument-adopted": "{legal_nature} text {reference} adopted, version {version}",
    "taskforce.initiative-recognised": "initiative recognised: {name}",
    "taskforce.reference-group-linked": "works beside {name}",
    "taskforce.scale-registered": "scale {scale} version {version} registered",
    "taskforce.meeting-convened": convened,
    "taskforce.meeting-opened": _meeting_opened,
    "taskforce.meeting-closed": "meeting {meeting} closed",
    "member.applied": (
        "{member} applied as {name} (another party: {distinct})",
        "{member} applied as {name}",
    ),
    "member.joined": (
        "{member} joined as {name} (another party: {distinct})",
        "{member} joined as {name}",
        "{member} joined (another party: {distinct})",
        "{member} joined",
    ),
    "member.suspended": ("{member} suspended: {reason}", "{member} suspended"),
    "member.reinstated": "{member} reinstated",
    "member.withdrawal-notified": (
        "{member} gave notice of withdrawal from {takes_effect_on}",
        "{member} gave notice of withdrawal",
    ),
    "member.withdrew": "{member} withdrew from the body",
    "member.renamed": "{member} is now called {name}",
    "member.name-recorded": "{member} is called {name} in the language {language}",
    "member.recoded": "{member} now has the code {code}",
    "commitment.adopted": "commitment {commitment} adopted: {text}",
    "commitment.amended": "version {version} of {commitment}: {text}",
    "commitment.superseded": "{commitment} superseded by {by}",
    "commitment.split": "{commitment} split into {into}",
    "commitment.closed": (
        "{commitment} closed for signature: {reason}",
        "{commitment} closed for signature",
    ),
    "commitment.signed": "{member} signed {commitment} version {version} ({kind})",
    "commitment.signature-confirmed": "{member} confirmed its signature of {commitment}",
    "commitment.consented": _consented,
    "commitment.entered-into-force": "{commitment} entered into force for {member}",
    "commitment.statement-made": "{member} on {commitment}, {kind}: {text}",
    "commitment.withdrawn": _withdrawn,
    "commitment.progress-reported": (
        "{member} reported {commitment}: {assessment} ({scale} {scale_version})"
    ),
    "taskforce.dissolved": ("the body was dissolved: {reason}", "the body was dissolved"),
    "taskforce.meeting-rescheduled": (
        "meeting {meeting} moved to {begins_on} until {ends_on}",
        "meeting {meeting} moved to {begins_on}",
    ),
    "taskforce.meeting-cancelled": (
        "meeting {meeting} cancelled: {reason}",
        "meeting {meeting} cancelled",
    ),
    "taskforce.quorum-rule-set": quorum_rule,
    "taskforce.quorum-established": quorum_established,
    "taskforce.decision-adopted": (
        (
            "decision {decision} adopted by vote, {votes_in_favour} to {votes_against}, "
            "{votes_abstained} abstained: {title}"
        ),
        "decision {decision} adopted by consensus: {title}",
    ),
    "taskforce.action-item-completed": (
        "action {action} completed: {outcome}",
        "action {action} completed",
    ),
    "taskforce.minutes-circulated": "draft minutes of meeting {meeting} circulated",
    "taskforce.minutes-approved": "minutes of meeting {meeting} approved at meeting {at}",
    "taskforce.initiative-input-received": "input {input} received from {initiative}: {title}",
    "taskforce.initiative-input-considered": (
        "input {input} considered at meeting {meeting}: {outcome}",
        "input {input} considered at meeting {meeting}",
    ),
    "taskforce.advice-forwarded": "advice {advice} forwarded to {to}: {title}",
    "taskforce.advice-answered": "advice {advice} answered: {text}",
    "taskforce.product-contribution-made": "contribution {contribution} made to {product}: {title}",
    "taskforce.contribution-taken-up": (
        "contribution {contribution} taken up in version {product_version}, {where}",
        "contribution {contribution} taken up in version {product_version}",
    ),
    "taskforce.joint-work-recorded": "worked with {group}: {title}",
    "member.focal-point-designated": "{member} designated {person} as focal point ({role})",
    "member.focal-point-released": "{member} released a focal point",
    "member.legislative-gap-identified": "gap {gap} in the law of {member} ({area}): {text}",
    "member.legislative-opportunity-identified": (
        "opportunity {gap} in the law of {member} ({area}): {text}"
    ),
    "member.legislative-help-offered": "{by} offered {member} help with {gap}: {text}",
    "member.legislative-gap-answered": "{member} on {gap}: {text}",
    "member.legislative-gap-closed": "{gap} in the law of {member} closed by {law}",
    "member.engagement-recorded": "{member} at {level} level: {title}",
    "member.practice-showcased": "{member} showed {maturity} practice {practice}: {title}",
    "commitment.milestone-set": "milestone {milestone} of {commitment} due on {due_on}: {title}",
    "commitment.milestone-reached": "milestone {milestone} of {commitment} reached",
    "commitment.reporting-scheduled": _scheduled,
    "commitment.reporting-extended": (
        "{member} may report on {commitment} until {extended_to}: {reason}"
    ),
    "commitment.reporting-exempted": (
        "{member} owes no report on {commitment} from {due_from}: {reason}"
    ),
    "commitment.report-returned": "report of {member} on {commitment} returned: {reason}",
    "commitment.report-approved": "report of {member} on {commitment} approved",
    "commitment.reminder-sent": "{member} reminded of its report on {commitment} due on {due_on}",
    "commitment.progress-assessed": (
        "{assessor} assessed {member} on {commitment}: {assessment} ({confidence} confidence)"
    ),
    "commitment.assessment-answered": "{member} answered the assessment of {commitment}: {text}",
    "record.retracted": ("entry was never true: {reason}", "entry was never true"),
    "record.visibility-changed": (
        "entry now shown to {visibility}: {reason}",
        "entry now shown to {visibility}",
    ),
    "record.expunged": (
        "texts of @{expunged} removed ({fields}): {reason}, on the authority of {authority}"
    ),
    "report.published": ("report {report} published: {title}", "report {report} published"),
    "log.key-rotated": "the log signs with another key: {new_key}",
    "log.clock-confirmed": "clock confirmed at {clock}: {reason}",
    **VOTING_SENTENCES,
    "taskforce.majority-rule-set": majority_rule,
    "taskforce.proxy-given": _proxy_given,
}
"""By topic: a template, or several if values may be missing, or what chooses one."""
