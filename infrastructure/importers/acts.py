"""The acts that a row can record: which parameters each takes, and what it does with them.

This is the one place that says so: own columns, mappings, their checks and the guide for staff
are all made from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from application.recording import Recording
from infrastructure.importers import doing
from infrastructure.importers.given import Given

DAYS = frozenset({"on", "until", "deposited_on", "in_force_on", "takes_effect_on"}) | {
    "period_from",
    "period_until",
}

Do = Callable[[Recording, str, Given], None]
Fields = Mapping[str, str]
"""Parameter to field of the event; the field `on` is the day of the event itself."""


def always(_: Recording, __: str, ___: Given) -> bool:
    """Say that there is no condition."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `makes` holds, by topic of the events it records, what an amendment may change.

    `repeats` says that a member can do it to the same thing on another day again, `blanks_keep`
    that a blank leaves a field as it was.
    """

    name: str
    meaning: str
    do: Do
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    makes: Mapping[str, Fields]
    repeats: bool = False
    blanks_keep: bool = False
    only_if: Callable[[Recording, str, Given], bool] = always

    @property
    def about(self) -> str:
        """In whose stream its events are: of a commitment, a member or the taskforce."""
        return next(iter(self.makes)).partition(".")[0]

    @property
    def is_on_text(self) -> bool:
        """Whether a member does it to a text, so that a party may be admitted for it."""
        return "member" in self.needs and self.about == "commitment"

    @property
    def parameters(self) -> tuple[str, ...]:
        """All that it takes, what it needs first."""
        return (*self.needs, *self.may)


def _same(*names: str, **others: str) -> Fields:
    return MappingProxyType(dict(zip(names, names, strict=True)) | others)


_ABOUT = ("member", "commitment")
_PROGRESS = {"commitment.progress-reported": _same("on", "assessment", "narrative")}
_TEXT = {"commitment.adopted": _same("on", "text", "theme")}
_ALL = (
    Act(
        name="join",
        meaning="The member was admitted on a day, and left on another where that is known.",
        do=doing.join,
        needs=("member", "on"),
        may=("name", "member_kind", "until"),
        makes={
            "member.joined": _same("on", "name", member_kind="kind"),
            "member.withdrew": _same(until="on"),
        },
        repeats=True,
    ),
    Act(
        name="leave",
        meaning="The member left the body.",
        do=doing.leave,
        needs=("member", "on"),
        makes={"member.withdrew": _same("on")},
        repeats=True,
    ),
    Act(
        name="suspend",
        meaning="The member was suspended.",
        do=doing.suspend,
        needs=("member", "on"),
        may=("reason",),
        makes={"member.suspended": _same("on", "reason")},
        repeats=True,
    ),
    Act(
        name="reinstate",
        meaning="The member's suspension ended.",
        do=doing.reinstate,
        needs=("member", "on"),
        makes={"member.reinstated": _same("on")},
        repeats=True,
    ),
    Act(
        name="rename",
        meaning="The member took a new official name.",
        do=doing.rename,
        needs=("member", "name", "on"),
        makes={"member.renamed": _same("on", "name")},
        repeats=True,
    ),
    Act(
        name="instrument",
        meaning="A text was opened for signature; its commitments are adopted one by one.",
        do=doing.instrument,
        needs=("instrument", "title", "legal_nature", "on"),
        may=("version",),
        makes={"taskforce.instrument-adopted": _same("on", "title")},
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
        makes={"commitment.amended": _same("on", "text")},
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
        ),
        makes={
            "commitment.signed": _same(
                "on", "kind", "spelling", "office", "document_sha256", "in_force_on"
            )
        },
    ),
    Act(
        name="consent",
        meaning="The member consented to be bound by a treaty (or by an instrument's reference).",
        do=doing.consent,
        needs=(*_ABOUT, "kind", "deposited_on"),
        may=("in_force_on",),
        makes={"commitment.consented": _same("kind", "deposited_on", "in_force_on")},
    ),
    Act(
        name="confirm",
        meaning="The member confirmed its signature ad referendum.",
        do=doing.confirm,
        needs=(*_ABOUT, "on"),
        makes={"commitment.signature-confirmed": _same("on")},
    ),
    Act(
        name="in_force",
        meaning="The member's consent took effect, where that is known later than the consent.",
        do=doing.in_force,
        needs=(*_ABOUT, "on"),
        makes={"commitment.entered-into-force": _same("on")},
    ),
    Act(
        name="withdraw",
        meaning="The member withdrew what `of` says: signature, consent, participation, report …",
        do=doing.withdraw,
        needs=(*_ABOUT, "of", "on"),
        makes={"commitment.withdrawn": _same("on")},
        repeats=True,
    ),
    Act(
        name="statement",
        meaning="The member made a reservation, an interpretative declaration or an objection.",
        do=doing.state,
        needs=(*_ABOUT, "kind", "text", "on"),
        makes={"commitment.statement-made": _same("on", "text", "kind")},
        repeats=True,
    ),
    Act(
        name="report",
        meaning="The member stated how far it is, on a registered scale.",
        do=doing.report,
        needs=(*_ABOUT, "scale", "scale_version", "assessment", "on"),
        may=("period_from", "period_until", "narrative"),
        makes={
            "commitment.progress-reported": _same(
                "on", "assessment", "period_from", "period_until", "narrative"
            )
        },
        repeats=True,
    ),
    Act(
        name="correct_report",
        meaning="The member's last report was wrong, and should have said this.",
        do=doing.correct_report,
        needs=_ABOUT,
        may=("on", "assessment", "narrative"),
        makes=_PROGRESS,
        repeats=True,
        blanks_keep=True,
    ),
)

ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in _ALL})
