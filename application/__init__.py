"""What people can ask of the register, and what each answer says."""
