"""Finds texts by their titles, and commitments by the title of their text and their number."""

from application.model_rows import AsOf
from application.read_model import ReadModel
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted
from domain.names import normal


def references_called(read_model: ReadModel, taskforce: str, name: str) -> set[str]:
    """Return the references of the texts and commitments that a name means; none for no name.

    A name is a reference in other letters, the title of a text in any of its versions, or a title
    or a reference with the number of a commitment behind it: Mission statement 3.1.
    """
    at = AsOf.everything(read_model.head())
    commitments = read_model.references(taskforce, Adopted.TOPIC)
    texts: dict[str, set[str]] = {}
    for row in read_model.entries(taskforce, [InstrumentAdopted.TOPIC], at):
        event = InstrumentAdopted.model_validate_json(row.event)
        texts.setdefault(event.reference, set()).update((event.reference, event.title))
    known = (*texts, *commitments)
    if alike := {each for each in known if each.casefold() == name.casefold()}:
        return alike
    if titled := _titled(texts, name):
        return titled
    title, _, number = name.rstrip(".").rpartition(" ")
    return {f"{text}-{number}" for text in _titled(texts, title)} & set(commitments)


def _titled(texts: dict[str, set[str]], title: str) -> set[str]:
    key = normal(title)
    return {text for text, titles in texts.items() if key and key in map(normal, titles)}
