"""Meetings: how they go on, who was present, their minutes, quorum, actions and cadence."""
