"""What each report says, one module a kind; `infrastructure/render` writes it in each form.

A table gets a column by a `Column` (or a shared field of `answer_fields`) in its `columns`, and a
value under the same key in its rows. Then a version has to be raised: see `versions`.
"""
