"""The report of progress, and how far members are.

The columns of `report progress` are in `progress` and `tables`; the answer `reports` has its own in
`application/questions/progress/reports.py`.
"""
