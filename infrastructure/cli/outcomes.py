"""What can be said of a command that a person stopped."""

NOTHING = "nothing was recorded."
PERHAPS = "see whether it was recorded before, with: depositary log"
