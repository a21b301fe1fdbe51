"""What migration 0003 does: its new tables, its changed columns, and the form that what was there takes."""
