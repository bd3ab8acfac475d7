"""Commands that record, made from the declarations of acts."""
