"""The acts that a row can record: which parameters each takes, and what it does with them.

This is the one place that says so: own columns, mappings, their checks and the guide for staff
are all made from it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from application.acts import rows
from infrastructure.importers import (
    acts_of_bodies,
    acts_of_meetings,
    acts_of_mission,
    doing,
    doing_for_bodies,
)
from infrastructure.importers.act import Act, row_act, same

_ABOUT = ("member", "commitment")
_PROGRESS = {"commitment.progress-reported": same("on", "assessment", "narrative")}
_TEXT = {"commitment.adopted": same("on", "text", "theme")}
_ALL = (
    Act(
        name="join",
        meaning="The member was admitted on a day, and left on another where that is known.",
        do=doing.join,
        needs=("member", "on"),
        may=("name", "member_kind", "founding", "until", "distinct"),
        makes={
            "member.joined": same("on", "name", "distinct", member_kind="kind"),
            "member.withdrew": same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="leave",
        meaning="The member left the body.",
        do=doing.leave,
        needs=("member", "on"),
        may=("ends",),
        makes={"member.withdrew": same("on")},
        repeats=True,
    ),
    Act(
        name="suspend",
        meaning="The member was suspended.",
        do=doing.suspend,
        needs=("member", "on"),
        may=("reason", "until"),
        makes={
            "member.suspended": same("on", "reason"),
            "member.reinstated": same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="reinstate",
        meaning="The member's suspension ended.",
        do=doing.reinstate,
        needs=("member", "on"),
        may=("ends",),
        makes={"member.reinstated": same("on")},
        repeats=True,
    ),
    Act(
        name="rename",
        meaning="The member took a new official name.",
        do=doing.rename,
        needs=("member", "name", "on"),
        makes={"member.renamed": same("on", "name")},
        repeats=True,
    ),
    Act(
        name="recode",
        meaning="The member has another code from now on; if another member has that code, both "
        "are one party and become one.",
        do=doing.recode,
        needs=("member", "code", "on"),
        makes={"member.recoded": same("on")},
        names={"code": "code"},
        repeats=True,
    ),
    Act(
        name="instrument",
        meaning="A text was opened for signature; its commitments are adopted one by one.",
        do=doing_for_bodies.instrument,
        needs=("instrument", "title", "legal_nature", "on"),
        may=("version", "preamble", "open_to", "who_may_sign", "authentic_texts"),
        makes={"taskforce.instrument-adopted": same("on", "title", "preamble", "who_may_sign")},
        names={"instrument": "reference"},
    ),
    Act(
        name="adopt",
        meaning="A commitment of an instrument was adopted.",
        do=doing.adopt,
        needs=("instrument", "commitment", "text", "on"),
        may=("theme",),
        makes=_TEXT,
    ),
    Act(
        name="adopt_once",
        meaning="As adopt, and nothing if the commitment is there already: for a parent of many.",
        do=doing.adopt,
        only_if=doing.is_new,
        needs=("instrument", "commitment", "text", "on"),
        may=("theme",),
        makes=_TEXT,
    ),
    Act(
        name="amend",
        meaning="A commitment got a new wording, as a new version.",
        do=doing.amend,
        needs=("commitment", "version", "text", "on"),
        makes={"commitment.amended": same("on", "text")},
        repeats=True,
    ),
    Act(
        name="sign",
        meaning="The member signed all commitments of an instrument, but those in excepting.",
        do=doing.sign,
        needs=("member", "instrument", "on"),
        may=(
            "kind",
            "excepting",
            "spelling",
            "office",
            "language",
            "document_sha256",
            "in_force_on",
            "until",
        ),
        makes={
            "commitment.signed": same(
                "on", "kind", "spelling", "office", "document_sha256", "in_force_on"
            ),
            "commitment.withdrawn": same(until="on"),
        },
    ),
    Act(
        name="consent",
        meaning="The member consented to be bound by a treaty (or by an instrument's reference); "
        "kind is blank where no source gives it.",
        do=doing.consent,
        needs=(*_ABOUT, "deposited_on"),
        may=("kind", "in_force_on", "until"),
        makes={
            "commitment.consented": same("kind", "deposited_on", "in_force_on"),
            "commitment.withdrawn": same(until="on"),
        },
    ),
    Act(
        name="confirm",
        meaning="The member confirmed its signature ad referendum; of_act: its day, of several.",
        do=doing.confirm,
        needs=(*_ABOUT, "on"),
        may=("of_act",),
        makes={"commitment.signature-confirmed": same("on")},
    ),
    Act(
        name="in_force",
        meaning="The member's consent took effect, where that is known later than the consent; "
        "of_act: its day, of several.",
        do=doing.in_force,
        needs=(*_ABOUT, "on"),
        may=("of_act",),
        makes={"commitment.entered-into-force": same("on")},
    ),
    Act(
        name="withdraw",
        meaning="The member withdrew what `of` says: signature, consent, participation, report … "
        "It ends what began earlier; ends and revokes name more, by its day.",
        do=doing.withdraw,
        needs=(*_ABOUT, "of", "on"),
        may=("ends", "revokes", "excepting"),
        makes={"commitment.withdrawn": same("on")},
        repeats=True,
    ),
    Act(
        name="statement",
        meaning="The member made a reservation, an interpretative declaration or an objection.",
        do=doing.state,
        needs=(*_ABOUT, "kind", "text", "on"),
        may=("until",),
        makes={
            "commitment.statement-made": same("on", "text", "kind"),
            "commitment.withdrawn": same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="correct_report",
        meaning="The member's last report, or the one of that entry, was wrong, and should have "
        "said this.",
        do=doing.correct_report,
        needs=_ABOUT,
        may=("on", "assessment", "narrative", "entry"),
        makes=_PROGRESS,
        repeats=True,
        blanks_keep=True,
    ),
)

_EVERY = (
    *_ALL,
    *acts_of_bodies.ACTS,
    *acts_of_meetings.ACTS,
    *acts_of_mission.ACTS,
)
_DECLARED = tuple(map(row_act, rows().values()))
ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in (*_EVERY, *_DECLARED)})
