"""Customary names of countries in the six official UN languages and in German, as data."""
