"""What each report says, one module a kind; `infrastructure/render` writes it in each form.

A table gets a column by a `Column` (or a shared field of `answer_fields`) in its `columns`, and a
value under the same key in its rows. It adds a word and data, so `WORDS` and `RULES` in `versions`
are raised by one; then type `python -m tests.infrastructure.render.reports.make_versions`.
"""
