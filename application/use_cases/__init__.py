"""What people can record: one function a use case, which loads, decides and appends."""
