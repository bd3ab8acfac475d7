"""How letters go out, and that they do so once; `infrastructure/letters` makes them."""
