"""Views of meetings, decisions, action items and minutes."""

from infrastructure.read_model.view import View

VIEWS: tuple[View, ...] = ()
