"""What migration 0004 does, part by part."""
