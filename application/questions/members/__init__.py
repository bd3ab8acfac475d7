"""Who belongs, where members stand on texts, and who speaks for them."""
