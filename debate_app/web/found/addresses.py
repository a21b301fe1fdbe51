"""Absolute addresses of what is found and shared. ``origin`` stands in each as it was given."""

from urllib.parse import quote

from debate_app.domain import slugs


def page(origin: str, path: str) -> str:
    """A page of this site; the path may hold any letters."""
    return f"{origin}{quote(path)}"


def question(origin: str, question_id: int, title: str) -> str:
    """A question's page."""
    return page(origin, slugs.path(question_id, title))


def feed(origin: str, question_id: int) -> str:
    """What happens in a question."""
    return f"{origin}/q/{question_id}/feed.xml"


def picture(origin: str, question_id: int, version: int) -> str:
    """The picture of a question; ``version`` makes those who keep it fetch it anew."""
    return f"{question_picture(origin, question_id)}?v={version}"


def question_picture(origin: str, question_id: int) -> str:
    """The same as it is now."""
    return f"{origin}/picture/q/{question_id}.png"


def embedded(origin: str, question_id: int) -> str:
    """The page that other sites may show within their own."""
    return f"{origin}/embed/q/{question_id}"


def oembed(origin: str, question_id: int, title: str) -> str:
    """Where programs ask how to embed a question."""
    return f"{origin}/oembed?format=json&url={question(origin, question_id, title)}"


def site_picture(origin: str) -> str:
    """The picture of the site as a whole."""
    return f"{origin}/picture/site.png"
