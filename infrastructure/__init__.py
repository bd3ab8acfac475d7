"""Adapters: event store, read model, importers, renderers, mail, command line."""

VERSION = "0.3.0"
"""The version of the program, as the project file has it; to ask the installation takes 6 ms."""
