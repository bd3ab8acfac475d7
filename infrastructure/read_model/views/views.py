"""All views of the read model: what analysts ask most, over the entries as they are now."""

from infrastructure.read_model.views import (
    bodies,
    laws,
    log,
    meetings,
    members,
    progress,
    texts,
    voting,
    work,
)

VIEWS = (
    *bodies.VIEWS,
    *members.VIEWS,
    *texts.VIEWS,
    *meetings.VIEWS,
    *voting.VIEWS,
    *progress.VIEWS,
    *laws.VIEWS,
    *work.VIEWS,
    *log.VIEWS,
)
