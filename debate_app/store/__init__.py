"""The database: how to reach it, transactions on it, and its migrations."""
