"""How the register meets the world: store, read model, importers, renderers and doors."""
