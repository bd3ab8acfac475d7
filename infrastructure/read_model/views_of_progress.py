"""Views of milestones, schedules, reports, reviews and assessments."""

from infrastructure.read_model.view import View

VIEWS: tuple[View, ...] = ()
