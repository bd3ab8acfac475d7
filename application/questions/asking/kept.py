"""What is worked out once for each commitment and kept, until an event or a day changes it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from application.model_rows import Kept
from application.read_model import ReadModel

BODY = ""
"""The scope of what is about the body as a whole, beside its commitments."""


def kept_for(
    read_model: ReadModel,
    taskforce: str,
    what: str,
    on: date,
    position: int,
    work_out: Callable[[Sequence[str]], Mapping[str, Kept | None]],
    today: date | None,
) -> Mapping[str, str]:
    """Return what there is to tell on a day, as known at a position, by commitment in their order.

    What is not kept, or does not hold on that day, is worked out, and kept unless more was recorded
    since. `position` is the last one that `work_out` knows of, read before anything that it uses.
    Only what holds today as well is kept, and nothing where that day is not known.
    """
    known = read_model.kept(taskforce, what, on)
    told = {scope: value for scope, value in known.items() if value}
    missing = [scope for scope, value in known.items() if value is None]
    if missing:
        found = work_out(missing)
        if today:
            holding = {
                scope: each
                for scope, each in found.items()
                if each is None or each.from_day <= today < each.until
            }
            read_model.keep(taskforce, what, position, holding)
        told |= {scope: kept.value for scope, kept in found.items() if kept and kept.value}
    return dict(sorted(told.items()))
