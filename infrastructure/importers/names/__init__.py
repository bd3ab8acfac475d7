"""Customary names of countries in the six official languages of the United Nations, as data."""
