"""What this app asks of other services."""
