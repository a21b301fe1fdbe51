"""What migration 0005 does, in parts."""
