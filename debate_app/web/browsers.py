"""What a browser is called in the list of those that somebody is signed in on."""

from debate_app.words import plain

UNKNOWN = "A browser"

# What a browser says of itself names others too, for old times' sake: the first that is found is meant.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def label(user_agent: str) -> str:
    """``Firefox on Linux``, out of a User-Agent header."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    return f"{browser or UNKNOWN} on {system}" if system else browser or UNKNOWN


def said(label: str) -> str:
    """The label in the language of whoever asks."""
    browser, _, system = (label or UNKNOWN).partition(" on ")
    named = plain("A browser") if browser == UNKNOWN else browser
    return plain("{browser} on {system}", browser=named, system=system) if system else named
