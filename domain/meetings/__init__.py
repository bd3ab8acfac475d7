"""Meetings: how they go on, their quorum, actions and cadence."""
