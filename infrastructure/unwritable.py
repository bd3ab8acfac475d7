"""Says why nothing can be written in a folder, where a program's own words would not."""

import os
from pathlib import Path


def why_unwritable(folder: Path) -> str:
    """Say why nothing can be written in a folder that is there, or nothing where it can be.

    What stands in its place, a mount that is read-only, and permissions are told; no other cause.
    """
    if not folder.is_dir():
        return f"{folder} is no folder" if folder.exists() else ""
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        return f"{folder} is on a disk that is mounted read-only"
    effective = os.access in os.supports_effective_ids
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=effective):
        return f"you may not write in {folder}"
    return ""
