"""How an act is declared, once, so that every door can be made from the declaration."""
