"""The log as the library `eventsourcing` keeps it: streams, stored events and their errors."""
