"""What any act can say beside its own fields: source, note, audience, further dates."""

from typing import Annotated, Literal

from application.context import Context
from application.declarations.declared import Declared
from domain.errors import Malformed
from domain.meaning import Meaning
from domain.values import Actor, ImpreciseDate, Line, Sha256, Source, Text, Url, Visibility


class Provenance(Declared):
    """The provenance of an act; every interface takes it beside the fields of the act."""

    source: Annotated[
        Line | None, Meaning("Title of the source that says so.", "Letter of 3 May")
    ] = None
    source_reference: Annotated[Line | None, Meaning("Its number or page.", "No. 12")] = None
    source_url: Annotated[
        Url | None, Meaning("Its public address.", "https://example.org/letter")
    ] = None
    source_file: Annotated[
        Sha256 | None, Meaning("Its file, of which the sha256 is kept.", "letter.pdf")
    ] = None
    basis: Annotated[
        Literal["stated", "inferred"] | None,
        Meaning("Whether it says so, or we infer.", "inferred"),
    ] = None
    note: Annotated[
        Text | None, Meaning("A remark; never about a person or a case.", "As told by phone.")
    ] = None
    visibility: Annotated[Visibility | None, Meaning("Who may see it.", "public")] = None
    notified_on: Annotated[
        ImpreciseDate | None, Meaning("Day on which the depositary was told.", "2026-05-03")
    ] = None
    occurred_on: Annotated[
        ImpreciseDate | None, Meaning("Day on which the act was done, if another.", "2026-05-01")
    ] = None
    on_behalf_of: Annotated[Actor | None, Meaning("For whom you record: p-… or a code.", "KEN")] = (
        None
    )
    public_reference: Annotated[
        Line | None,
        Meaning("Why a number in the text is no case number: it is public, because …", "A law."),
    ] = None

    def context(self, actor: str) -> Context:
        """Return the context in which an act is recorded.

        Raises:
            Malformed: something is said about a source that is not named.
        """
        return Context(
            actor=actor,
            on_behalf_of=self.on_behalf_of,
            source=self._source(),
            note=self.note,
            visibility=self.visibility,
            occurred_on=self.occurred_on,
            notified_on=self.notified_on,
            public_reference=self.public_reference,
        )

    def _source(self) -> Source | None:
        about = (self.source_reference, self.source_url, self.source_file, self.basis)
        if self.source is None:
            if any(about):
                raise Malformed(
                    "Name the source first: --source 'Title of the page or letter'."
                ).at("source")
            return None
        return Source(
            title=self.source,
            reference=self.source_reference,
            url=self.source_url,
            sha256=self.source_file,
            basis=self.basis or "stated",
        )
