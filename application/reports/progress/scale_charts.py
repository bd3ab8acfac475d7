"""Charts of what members reported last, one for each scale and version."""

from collections import Counter
from collections.abc import Iterator

from application.reports.document import Block, Chart
from application.reports.progress.states import ReportScale, States
from domain.words import worded

ANOTHER = worded("on another scale")


def counts_by_scale(states: States) -> Iterator[Block]:
    """Yield a chart for each scale on which somebody reported."""
    charted = [each for each in states.charted if any(states.counted(each)) or not states.public]
    for number, scale in enumerate(states.scales, start=1):
        counted = [_on_scale(states, scale, commitment) for commitment in charted]
        if any(counts[value] for counts in counted for value in scale.values):
            yield Chart(
                key=f"on-scale-{number}",
                caption=worded("Self-assessed completion on {name}", name=scale.name),
                categories=charted,
                whole=[len(list(states.counted(commitment))) for commitment in charted],
                silence=worded("no report shown")
                if states.public or states.unseen
                else worded("no report"),
                series=[
                    (value, scale.tones.get(value, "none"), [counts[value] for counts in counted])
                    for value in (*scale.values, ANOTHER)
                    if any(counts[value] for counts in counted)
                ],
                public=states.public,
                scale=scale.name,
            )


def _on_scale(states: States, scale: ReportScale, commitment: str) -> Counter[str]:
    """Count what those who are bound reported, on this scale or on another."""
    return Counter(
        cell.report.event.assessment if cell.scale.version == scale.version else ANOTHER
        for cell in states.counted(commitment)
        if cell.report and cell.scale
    )
