"""Thin Reflex states: who is it, call the domain, tell ``live``, set what is this person's own."""
