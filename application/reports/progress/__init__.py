"""The report of progress, and how far members are.

The columns of `report progress` are in `progress` and `assessments_and_milestones`; the answer
`reports` has its own in `application/questions/progress/reports.py`.
"""
