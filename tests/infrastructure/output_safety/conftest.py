"""The installations that the tests of backups use."""

from tests.infrastructure.backup.conftest import (
    folder,
    furnished,
    furnished_once,
    healthy,
    register,
    settled_once,
    told_once,
)

__all__ = [
    "folder",
    "furnished",
    "furnished_once",
    "healthy",
    "register",
    "settled_once",
    "told_once",
]
