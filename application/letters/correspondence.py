"""All letters of a body that are to go out now."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from application.letters.letter import Letter
from application.letters.meetings import Invitations, Minutes
from application.letters.notifications import Notifications
from application.letters.office import Office
from application.letters.reminders import Reminders
from application.read_model import ReadModel


def letters(
    read_model: ReadModel,
    taskforce: str,
    today: date,
    told: Callable[[str], Sequence[str]],
    since: date | None = None,
) -> list[Letter]:
    """Return the letters of a body to everyone to whom something is to be told, by reference.

    Who speaks for no member that belongs to the body on the day is told nothing.

    They say what members may see. `told` returns the keys of what a person was told before, in the
    order of telling. What happened on a day is announced if that day is not before `since`, nor
    before the day from which the person speaks for a member; without `since` only reminders are
    written.

    Raises:
        UnknownReference: there is no such body.
    """
    office = Office.of(read_model, taskforce, today, since)
    if not office.addressed:
        return []
    reminding = Reminders(office, today)
    found = [each for to in office.addressed for each in reminding.to(to, told(to.person))]
    if since is None:
        return found
    makers = (Invitations(office), Minutes(office), Notifications(office))
    announced: Iterable[Letter] = (
        each
        for maker in makers
        for to in office.addressed
        for each in maker.to(to, told(to.person))
    )
    return [*announced, *found]
