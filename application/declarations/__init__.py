"""How an act is declared, once; every interface is made from the declaration."""
