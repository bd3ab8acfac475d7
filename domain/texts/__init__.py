"""Texts that members sign: their wording, signatures, consents, standings."""
