"""A backup of today is read by every later version, and no other file is taken for one."""

from pathlib import Path

from infrastructure.files.backup_manifest import BackupManifest

GOLDEN = """{
  "schema": "depositary-backup/v1",
  "made_at": "2026-11-25T14:30:00.123456Z",
  "version": "0.4.0",
  "position": 12,
  "size": 12,
  "root": "7DIuD84OwOhYcH0SzLgafZfitHyYLizy8hwdhwKbbH4=",
  "last_recorded_at": "2026-11-25T14:29:59Z",
  "left_out": [
    "contacts"
  ],
  "files": [
    {
      "file": "checkpoints/0000000012-20261125T142959Z.checkpoint",
      "bytes": 172,
      "sha256": "0000000000000000000000000000000000000000000000000000000000000001"
    },
    {
      "file": "log.db",
      "bytes": 53248,
      "sha256": "0000000000000000000000000000000000000000000000000000000000000001"
    }
  ]
}
"""


def test_reads_and_writes_the_first_form(tmp_path: Path) -> None:
    """Whoever needs a backup in ten years has it in the form of the day on which it was made."""
    (tmp_path / "backup.json").write_text(GOLDEN, encoding="utf-8")

    told = BackupManifest.read(tmp_path)

    assert bytes(told).decode() == GOLDEN
    assert (told.position, told.left_out, told.names()[1]) == (12, ("contacts",), "log.db")
