"""Names and addresses of people, in a store of their own that can be erased."""
