"""The command line: parse, one act or question, print."""
