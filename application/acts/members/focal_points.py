"""Acts on who speaks for a member, by reference; the names are in the contacts."""

from application.declarations.act import Act, On, Until
from application.recording.recording import Recording
from domain.events.members import FocalPointDesignated, FocalPointReleased, Member, Person, Role
from domain.members.focal_points import release


class Designate(
    Act,
    name="member focal-point",
    makes=(FocalPointDesignated, FocalPointReleased),
    ends={"until": FocalPointReleased},
    repeats=True,
    examples="member focal-point KEN p-7kq2mzx4ab --role main --on 2026-02-01",
):
    """A person became the member's focal point, by the reference that the contacts gave."""

    member: Member
    person: Person
    role: Role = "main"
    until: Until | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Designate the person, and release it where that is known.

        Raises:
            UnknownReference: there is no such member.
            Contradicted: it was no member then, or another one has that role.
        """
        recording.member(body, self.member)
        recording.record_span(body, self.event(FocalPointDesignated), self.on, self.until)


class Release(
    Act,
    name="member release-focal-point",
    makes=(FocalPointReleased,),
    keys=("member", "person", "role"),
    repeats=True,
    examples="member release-focal-point KEN p-7kq2mzx4ab --on 2026-11-01",
):
    """The person is the member's focal point no more: in that role, or in all."""

    member: Member
    person: Person
    role: Role | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Release the person, in one role or in all.

        Raises:
            UnknownReference: there is no such member.
            Refused: the person is not a focal point.
        """
        history = recording.member(body, self.member).history
        released = release(history, self.member, self.person, self.role, self.on)
        recording.record(body, released, self.on)
