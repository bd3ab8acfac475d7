"""Tests of what minutes say of a meeting hour by hour."""
