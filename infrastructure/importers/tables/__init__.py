"""From a file to a table of cells: CSV and workbooks, as people keep them."""
