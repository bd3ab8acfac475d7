"""Views of bodies and of their texts: what was founded, adopted, reworded and closed."""

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.view import EFFECTIVE, ENTRY, View, of_content, told

COMMITMENT_ENDS = View(
    name="commitment_ends",
    sentence="Commitments that are no longer open for signature, and what took their place.",
    sql=(
        "SELECT entry, position, visibility, taskforce, effective_on, effective_on_earliest,"
        " effective_on_latest, json_extract(content, '$.commitment') AS commitment,"
        " CASE topic WHEN 'commitment.superseded' THEN 'superseded'"
        " WHEN 'commitment.split' THEN 'split' ELSE 'closed' END AS how,"
        " CASE topic WHEN 'commitment.superseded' THEN json_array(json_extract(content, '$.by'))"
        " WHEN 'commitment.split' THEN json_extract(content, '$.into') ELSE '[]' END AS heirs,"
        " json_extract(content, '$.reason') AS reason"
        " FROM assertion WHERE known_to IS NULL AND topic IN"
        " ('commitment.superseded', 'commitment.split', 'commitment.closed')"
    ),
    columns=(
        *ENTRY,
        *EFFECTIVE,
        *told(fields.COMMITMENT),
        ("how", "One of: superseded, split, closed."),
        ("heirs", "References of those that took its place, as a JSON array."),
        ("reason", "Why, where that was said."),
    ),
)

VIEWS: tuple[View, ...] = (
    of_content(
        "bodies",
        "Bodies as they were founded.",
        "taskforce.established",
        "name",
        ("nature", "What it is, real or an exercise."),
        *("parent_body", "place", "meetings_per_year"),
    ),
    of_content(
        "record_kept",
        "Days from which records claim to be complete.",
        "taskforce.record-kept-from",
    ),
    of_content(
        "instruments",
        "Texts that were opened for signature, a row for each version.",
        "taskforce.instrument-adopted",
        *("reference", "title", "legal_nature", "version"),
        ("authentic_texts", "Languages with their hashes, as a JSON array."),
    ),
    of_content(
        "scales",
        "Scales on which progress may be stated.",
        "taskforce.scale-registered",
        *("scale", "version", "title"),
        ("values", "Its values from none to full, as a JSON array."),
    ),
    of_content(
        "commitments",
        "Commitments as they were adopted.",
        "commitment.adopted",
        *("commitment", "instrument", "text", "theme", "version"),
    ),
    of_content(
        "wordings",
        "New wordings of commitments.",
        "commitment.amended",
        *("commitment", "version", "text"),
    ),
    COMMITMENT_ENDS,
    of_content(
        "statements",
        "Reservations, interpretative declarations and objections, withdrawn ones among them.",
        "commitment.statement-made",
        *("kind", "text"),
        acts=True,
    ),
    of_content(
        "notices_of_withdrawal",
        "Notices by members that they will leave.",
        "member.withdrawal-notified",
        *("member", "takes_effect_on"),
    ),
)
