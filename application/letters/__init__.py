"""What is written to focal points: reminders, invitations, minutes and notifications."""
