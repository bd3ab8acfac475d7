"""What a person could type from top to bottom: every example of the help, in a few stories.

Lines with a `+` are no examples: they are what has to happen in between; a line
`= CODE` says which body is meant from there on. Each story begins in an
empty folder, in which its `files` have been written.
"""
