"""What can be wrong with a template of Jinja that a secretariat writes, and how it is told."""

from jinja2 import TemplateError, TemplateNotFound

from domain.words import worded

TOO_DEEP = (RecursionError, SyntaxError)
"""What is raised by templates that are nested too deep to be read or filled in."""
_OF_VALUES = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError)
MISTAKES = (TemplateError, *_OF_VALUES, TypeError, ValueError, OSError)
"""What is raised where a template has a mistake, asks too much of a value, or cannot be read."""


def mistake(error: Exception) -> str:
    """Return what is wrong, without a full stop, mostly in words of Jinja or of Python."""
    if isinstance(error, TemplateNotFound):  # which says only the name
        return worded("there is no {name} that it could take in", name=error.name)
    message = (error.message if isinstance(error, TemplateError) else None) or str(error)
    return message.rstrip(".") if message.endswith(".") else message
