"""Letters in their form: the words of a template, with a workbook, a calendar or minutes."""
