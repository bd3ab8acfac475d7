"""A register to begin a story in: two members that signed, three commitments, tasks and a scale."""

from tests.infrastructure.cli.given import MISSION

FILES = {"mission.md": MISSION.replace("3.1.", "3.")}
BEGINNING = """
+ init . --code GTF --name 'Global Taskforce' --nature exercise
+ member join KEN --name Kenya --on 2022-06
+ member join ATL --name Atlantis --on 2022-06
+ text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10
+ sign KEN MISSION --on 2026-01-15
+ sign ATL MISSION --on 2026-01-15
+ taskforce task RESPONSE 'Drive a coordinated response.'
+ taskforce initiative 'Five Country Ministerial'
+ taskforce reference-group Industry private_sector
+ taskforce scale OGP 'Completion' not_started limited substantial complete --high substantial \
--high complete
"""
