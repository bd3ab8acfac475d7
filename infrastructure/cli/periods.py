"""Periods, due dates and evidence as they are typed."""

import click

from domain.errors import Malformed
from domain.events.progress import DueDate, Evidence
from domain.evidence import read_evidence
from infrastructure.cli.options import DAY

FORM = "2026-01-01..2026-03-31"


class PeriodType(click.ParamType[tuple[str, str]]):
    """Two days, both inclusive, with two dots between them."""

    name = "period"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Read the two days."""
        begins, dots, ends = str(value).partition("..")
        if not dots:
            self.fail(f"Expected a period such as {FORM}, not {value!r}.", param, ctx)
        return (
            DAY.convert(begins, param, ctx).isoformat(),
            DAY.convert(ends, param, ctx).isoformat(),
        )


class DueType(click.ParamType[DueDate]):
    """A due date with the period that the report is on."""

    name = "due"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> DueDate:
        """Read `DAY=FROM..UNTIL`."""
        day, sign, period = str(value).partition("=")
        if not sign:
            self.fail(
                f"Expected a day and its period such as 2026-04-30={FORM}, not {value!r}.",
                param,
                ctx,
            )
        begins, ends = PERIOD.convert(period, param, ctx)
        due_on = DAY.convert(day, param, ctx).isoformat()
        return DueDate.model_validate(
            {"due_on": due_on, "period_from": begins, "period_until": ends}
        )


class EvidenceType(click.ParamType[Evidence]):
    """One piece of evidence; see `domain.evidence`."""

    name = "evidence"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Evidence:
        """Read its parts; a refusal keeps its own exit code."""
        try:
            return read_evidence(str(value))
        except Malformed as error:
            self.fail(str(error), param, ctx)


PERIOD, DUE = PeriodType(), DueType()
EVIDENCE = click.option(
    "--evidence",
    type=EvidenceType(),
    multiple=True,
    metavar="DIRECTION;TYPE;TITLE[;…]",
    help="For or against: supports_progress, contradicts_progress, context or mixed; legislation, "
    "policy, budget, data, report, media or other; its title; then publisher, day, address, "
    "sha256.",
)
