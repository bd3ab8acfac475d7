"""Sheets of a meeting as secretaries keep them: attendance and votes."""
