"""Adapters: event store, read model, importers, renderers, mail, command line."""
