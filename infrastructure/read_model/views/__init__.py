"""The views for analysts, subject by subject."""
