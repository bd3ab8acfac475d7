"""What is owed and was reported."""
