"""Kinds that events have and answers list: of meetings, and areas of law."""

from typing import Literal

MeetingKind = Literal["inaugural", "ordinary_session", "extraordinary_session", "written_procedure"]
Area = Literal[
    "criminalisation",
    "jurisdiction",
    "hosting",
    "reporting_duty",
    "data_retention",
    "victim_support",
    "international_cooperation",
    "age_assurance",
    "generated_material",
    "other",
]
"""Areas of law, after the Model National Response and the Lanzarote Convention."""
