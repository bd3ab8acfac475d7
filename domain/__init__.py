"""The events, aggregates and rules of a register of commitments."""
