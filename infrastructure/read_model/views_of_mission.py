"""Views of gaps, practice, partners, products and focal points."""

from infrastructure.read_model.view import View

VIEWS: tuple[View, ...] = ()
