"""What each report says, one module a kind; `infrastructure/render` writes it in each form.

A table gets a column by a `Column` (`application/questions/asking/answer.py`; or a shared field of
`answer_fields`) in its `columns`, and a value under the same key in its rows. A column of codes
gets its kind in `CELLS` of `paper/paper.py`. It adds a word and data, so `WORDS` and `RULES` in
`versions` are raised by one, once in a release; then type
`python -m tests.infrastructure.render.reports.make_versions`, and translate its head
(`python -m tests.catalogue fr`).
"""
