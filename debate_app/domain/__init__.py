"""The rules of a debate: tables, limits and verbs. Knows no Reflex, no HTTP, no outside service."""
