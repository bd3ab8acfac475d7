"""Views of texts and commitments: what was adopted, reworded and closed, and acts on it."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import View, columns_of, content, entries_view

VIEWS: tuple[View, ...] = (
    entries_view(
        "instruments",
        "Texts that were opened for signature, a row for each version.",
        "taskforce.instrument-adopted",
        *("reference", "title", "legal_nature", "version"),
        ("authentic_texts", "Languages with their hashes, as a JSON array."),
    ),
    entries_view(
        "scales",
        "Scales on which progress may be stated.",
        "taskforce.scale-registered",
        *("scale", "version", "title"),
        ("values", "Its values from none to full, as a JSON array."),
    ),
    entries_view(
        "commitments",
        "Commitments as they were adopted.",
        "commitment.adopted",
        *("commitment", "instrument", "text", "theme", "version"),
    ),
    entries_view(
        "wordings",
        "New wordings of commitments.",
        "commitment.amended",
        *("commitment", "version", "text"),
    ),
    entries_view(
        "commitment_ends",
        "Commitments that are no longer open for signature, and what took their place.",
        ("commitment.superseded", "commitment.split", "commitment.closed"),
        *columns_of(fields.COMMITMENT),
        ("how", "One of: superseded, split, closed."),
        ("heirs", "References of those that took its place, as a JSON array."),
        ("reason", "Why, where that was said."),
        sql={
            "how": "substr(a.topic, length('commitment.') + 1)",
            "heirs": "CASE a.topic WHEN 'commitment.superseded'"
            f" THEN json_array({content('by')})"
            f" WHEN 'commitment.split' THEN {content('into')} ELSE '[]' END",
        },
    ),
    entries_view(
        "signatures",
        "Signatures, withdrawn ones among them.",
        "commitment.signed",
        *("kind", "version", "in_force_on", "office"),
        acts=True,
    ),
    entries_view(
        "consents",
        "Consents to be bound, withdrawn ones among them.",
        "commitment.consented",
        acts=True,
    ),
    entries_view(
        "withdrawals",
        "Withdrawals of acts on a commitment, revoked ones and revocations among them.",
        "commitment.withdrawn",
        "of",
        ("ends", "Ids of the entries that ended, as a JSON array; see event.entry_id."),
        acts=True,
    ),
    entries_view(
        "statements",
        "Reservations, interpretative declarations and objections, withdrawn ones among them.",
        "commitment.statement-made",
        *("kind", "text"),
        acts=True,
    ),
)
