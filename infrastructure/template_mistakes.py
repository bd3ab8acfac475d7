"""What can be wrong with a template of Jinja that a secretariat writes, and how it is told."""

from jinja2 import TemplateError

TOO_DEEP = (RecursionError, SyntaxError)
"""What is raised by templates that are nested too deep to be read or filled in."""
_OF_VALUES = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError)
MISTAKES = (TemplateError, *_OF_VALUES, TypeError, ValueError, OSError)
"""What is raised where a template has a mistake, asks too much of a value, or cannot be read."""


def mistake(error: Exception) -> str:
    """Return what is wrong, without a full stop, in words of Jinja or of Python."""
    message = (error.message if isinstance(error, TemplateError) else None) or str(error)
    return message.rstrip(".") if message.endswith(".") else message
