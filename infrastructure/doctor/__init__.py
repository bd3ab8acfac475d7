"""Health checks of a register; read-only."""
