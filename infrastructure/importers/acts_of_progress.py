"""The acts that a row can record about milestones, schedules, reports, reviews and assessments."""

from infrastructure.importers.act import Act

ACTS: tuple[Act, ...] = ()
