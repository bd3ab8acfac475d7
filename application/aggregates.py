"""Which aggregate the events of a stream make: a taskforce, a member or a commitment."""

from collections.abc import Mapping

from domain.aggregate import Aggregate
from domain.bodies.taskforce import Taskforce
from domain.members.member import Member
from domain.texts.commitment import Commitment

AGGREGATES: Mapping[str, type[Aggregate]] = {
    "taskforce": Taskforce,
    "member": Member,
    "commitment": Commitment,
}
"""By the kind of the stream."""
