"""The kinds of reports: name, function and parameters. It imports nothing, since help loads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParameter:
    """A parameter of a report besides day and position; its function gets it as text, by `name`.

    With `says` it is an option (`flag`, or else `name` with hyphens), or else an argument behind
    the report's name, shown as `metavar`. What is `optional` and not given is not handed on.
    `body` marks a reference that tells which body is meant. Of a `file` the function gets the
    content.
    """

    name: str
    metavar: str = ""
    says: str = ""
    optional: bool = False
    body: bool = False
    file: bool = False
    flag: str = ""

    @property
    def option(self) -> str:
        """The option."""
        return f"--{self.flag or self.name.replace('_', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """A kind of report, which can be had in every form.

    `sentence` is its help; `function` is "module:name" of a function that takes the read model,
    an `Ask`, today's date and the parameters by name, and returns a `Report`. `example` is what is
    typed behind `report NAME`, and is run by a test. `audience` is for whom it is made where nobody
    says so.
    """

    sentence: str
    function: str
    example: str
    parameters: tuple[ReportParameter, ...] = ()
    audience: str = "members"


POINT = "@POSITION|DAY|MEETING"
REPORT_KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        "annual": ReportKind(
            sentence="Write the annual report of a YEAR, ordered by the tasks of the body.",
            function="application.reports.annual.annual:annual",
            example="2026 --preface preface.md --output annual-2026.html",
            parameters=(
                ReportParameter(name="year", metavar="YEAR"),
                ReportParameter(
                    name="preface",
                    metavar="FILE",
                    says="A text in Markdown to stand behind the summary.",
                    optional=True,
                    file=True,
                ),
            ),
        ),
        "attendance": ReportKind(
            sentence="Write who came to the meetings of a YEAR, by member and by meeting.",
            function="application.reports.meetings.attendance:attendance",
            example="2026 --output attendance-2026.xlsx",
            parameters=(ReportParameter(name="year", metavar="YEAR"),),
        ),
        "audit": ReportKind(
            sentence="Write what an auditor asks first, and trace figures drawn by lot.",
            function="application.reports.audit.audit:audit",
            example="--from 2026-01-01 --to @11 --sample 3 --seed 7421 --output audit.html",
            parameters=(
                ReportParameter(
                    name="begin",
                    flag="from",
                    metavar=POINT,
                    says="What was recorded from there on.",
                ),
                ReportParameter(
                    name="end", flag="to", metavar=POINT, says="And until there, inclusive."
                ),
                ReportParameter(
                    name="sample", metavar="N", says="How many figures to draw, and to trace."
                ),
                ReportParameter(
                    name="seed",
                    metavar="S",
                    says="Draws them, always the same ones; choose it yourself.",
                ),
            ),
            audience="secretariat",
        ),
        "brief": ReportKind(
            sentence="Write the brief for a MEETING, or for the next one that is called.",
            function="application.reports.brief:brief",
            example="2026-2 --on 2026-10-01 --output brief-2026-2.html",
            parameters=(ReportParameter(name="meeting", metavar="[MEETING]", optional=True),),
        ),
        "changes": ReportKind(
            sentence="Write what changed between A and B: days, @POSITIONs or meetings.",
            function="application.reports.changes:changes",
            example="2026-01-01 @11",
            parameters=(
                ReportParameter(name="a", metavar="A"),
                ReportParameter(name="b", metavar="B"),
            ),
        ),
        "decisions": ReportKind(
            sentence="Write what the body decided in a YEAR, what it did not adopt, and why.",
            function="application.reports.meetings.decisions:decisions",
            example="2026 --output decisions-2026.docx",
            parameters=(ReportParameter(name="year", metavar="YEAR"),),
        ),
        "gaps": ReportKind(
            sentence="Write the gaps and opportunities in laws, by area and member.",
            function="application.reports.gaps:gaps",
            example="--audience public",
        ),
        "minutes": ReportKind(
            sentence="Write the minutes of a MEETING: who came, votes, decisions, what is to do.",
            function="application.reports.meetings.minutes:minutes",
            example="2026-2 --on 2026-12-01 --output minutes-2026-2.html",
            parameters=(ReportParameter(name="meeting", metavar="MEETING"),),
        ),
        "overdue": ReportKind(
            sentence="Write what is overdue, and what is due within 30 days.",
            function="application.reports.overdue:overdue",
            example="--on 2026-08-05",
        ),
        "practices": ReportKind(
            sentence="Write which practices members showed, best ones first.",
            function="application.reports.practices:practices",
            example="--format markdown",
        ),
        "profile": ReportKind(
            sentence="Write the profile of a MEMBER: what it is, signed, said and did.",
            function="application.reports.profile:profile",
            example="KEN --output profile.html",
            parameters=(ReportParameter(name="member", metavar="MEMBER", body=True),),
        ),
        "progress": ReportKind(
            sentence="Write how far members are, by commitment, member and theme.",
            function="application.reports.progress.progress:progress",
            example="--about MISSION --output progress.html",
            parameters=(
                ReportParameter(
                    name="about",
                    metavar="MEMBER|INSTRUMENT|COMMITMENT",
                    says="Only this member, text or commitment.",
                    optional=True,
                    body=True,
                ),
            ),
        ),
        "status": ReportKind(
            sentence="Write the status of signatures of a text, as a status table.",
            function="application.reports.status:status",
            example="MISSION --on 2026-01-16 --output status.html",
            parameters=(
                ReportParameter(name="instrument", metavar="INSTRUMENT|COMMITMENT", body=True),
            ),
        ),
    }
)
"""By name, in the order of the alphabet."""
