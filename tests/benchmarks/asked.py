"""The questions that are asked within a process, on the day after the last act."""

from application.questions.across.overview import overview as of_body
from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.log.history import history as of_member
from application.questions.members import standings
from application.register import Register
from domain.values import Visibility
from tests.benchmarks.made_up import BODY, TODAY

ASK = Ask(taskforce=BODY, on=TODAY, audience=Visibility.SECRETARIAT)
NOW = ASK._replace(on=None)


def status(register: Register) -> Answer:
    """Ask how each member stands on one commitment."""
    return standings.status(register.read_model, ASK, "T1-2", TODAY)


def matrix_of_one(register: Register) -> object:
    """Ask how each member stands on each commitment of one text."""
    return standings.matrix(register.read_model, ASK, "T1", TODAY)


def matrix_of_all(register: Register) -> object:
    """Ask how each member stands on each text."""
    return standings.matrix(register.read_model, ASK, None, TODAY)


def overview(register: Register) -> object:
    """Ask what a body has to look at today."""
    return of_body(register.read_model, NOW, TODAY)


def history(register: Register) -> object:
    """Ask what one member did."""
    return of_member(register.read_model, ASK, "M001", TODAY)
