"""What the project promises, held by tests."""
