"""Words of pages and titles that the server makes pass through here; those of the browser through ``ui/words.py``."""


def plain(message: str) -> str:
    """The message in the site's own language."""
    return message
