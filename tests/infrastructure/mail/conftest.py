"""A letter to send."""

from email.message import EmailMessage

import pytest


@pytest.fixture
def message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "office@example.org", "ada@example.org"
    message.set_content("Something is due.\n")
    return message
