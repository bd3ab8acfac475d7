"""Reports as documents for people: names for codes, and no part that has nothing to say."""
