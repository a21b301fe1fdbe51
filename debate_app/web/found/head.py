"""What a page's head tells search engines and whoever shows a link to it, but for the title.

Each function answers the same for the same arguments, and repeats ``origin`` as it was given: a caller may keep the
answer with a word in its place, and put the origin in when it is asked.
"""

from collections.abc import Mapping

import htpy as h
from htpy import Node
from markupsafe import Markup

from debate_app import settings, words
from debate_app.domain.snapshot import ParagraphText, QuestionSnapshot, QuestionText, ViewpointText
from debate_app.web import shell
from debate_app.web.found import addresses, structured
from debate_app.web.found.drawing import HEIGHT, WIDTH
from debate_app.web.found.excerpts import clean, cut

ATOM = "application/atom+xml"
OEMBED = "application/json+oembed"

_WELCOME = words.message("One question, its viewpoints, and where people stand. No trackers, no third parties.")
_NO_BACKGROUND = words.message("Read the viewpoints, and say where you stand.")


def home(origin: str) -> Markup:
    """Of the home page."""
    url = addresses.page(origin, "/")
    return _joined(
        _named(words.plain("Debate: think a question through together"), words.plain(_WELCOME), url, "website"),
        _pictured(addresses.site_picture(origin), shell.SITE),
        h.link(rel="alternate", type=ATOM, title=words.plain("New questions"), href=f"{origin}/feed.xml"),
        structured.site(origin),
    )


def question(snapshot: QuestionSnapshot, origin: str) -> Markup:
    """Of a question's page; of one whose words are not shown, that it is not for search engines."""
    asked = snapshot.question
    if asked.hidden.act_id or asked.gone:
        return _joined(_not_indexed())
    title, url = clean(asked.title), addresses.question(origin, asked.id, asked.title)
    oembed = addresses.oembed(origin, asked.id, asked.title)
    return _joined(
        _named(title, cut(asked.body) or words.plain(_NO_BACKGROUND), url, "article"),
        h.meta(property="article:published_time", content=asked.created_at),
        h.meta(property="article:modified_time", content=asked.updated_at),
        _of_question(asked, snapshot.sequence, origin),
        h.link(
            rel="alternate", type=ATOM, title=words.plain("What happens here"), href=addresses.feed(origin, asked.id)
        ),
        h.link(rel="alternate", type=OEMBED, title=title, href=oembed) if settings.load().embedding else None,
        structured.question(snapshot, origin),
    )


def viewpoint(asked: QuestionText, shown: ViewpointText, origin: str) -> Markup:
    """Of a viewpoint's page."""
    if asked.hidden.act_id or asked.gone or shown.hidden.act_id or shown.gone:
        return _joined(_not_indexed())
    description = cut(text_of(shown.paragraphs)) or cut(asked.title)
    url = addresses.page(origin, f"/viewpoint/{shown.id}")
    return _joined(_named(clean(shown.title), description, url, "article"), _of_question(asked, shown.version, origin))


def version(title: str, path: str, origin: str) -> Markup:
    """Of a page about versions: what search engines should find is today's text."""
    return plain(title, words.plain("How this text came to be, version by version."), path, origin, index=False)


def profile(name: str, path: str, origin: str) -> Markup:
    """Of what was written under a name, which is nobody's business but a reader's of this site."""
    return plain(name, words.plain("What was written here under this name."), path, origin, index=False)


def plain(title: str, description: str, path: str, origin: str, *, index: bool = True) -> Markup:
    """Of any other page."""
    url = addresses.page(origin, path)
    return _joined(
        _named(clean(title), cut(description), url, "website"),
        _pictured(addresses.site_picture(origin), shell.SITE),
        None if index else _not_indexed(),
    )


def text_of(paragraphs: tuple[ParagraphText, ...]) -> str:
    """The paragraphs as plain text, a line for each."""
    return "\n".join("".join(piece.text for piece in one.pieces) for one in paragraphs)


def _joined(*parts: Node) -> Markup:
    return Markup(str(h.fragment[parts]))  # noqa: S704 - htpy has escaped every text


def _not_indexed() -> h.VoidElement:
    return h.meta(name="robots", content="noindex")


def _named(title: str, description: str, url: str, kind: str) -> Node:
    told = {"og:title": title, "og:description": description, "og:url": url, "og:type": kind}
    return [
        h.meta(name="description", content=description),
        h.link(rel="canonical", href=url),
        _properties({**told, "og:site_name": shell.SITE}),
    ]


def _of_question(asked: QuestionText, version: int, origin: str) -> Node:
    alt = words.plain("{title}, and where people stand on it", title=clean(asked.title))
    return _pictured(addresses.picture(origin, asked.id, version), alt)


def _pictured(url: str, alt: str) -> Node:
    shown = {"": url, ":type": "image/png", ":width": str(WIDTH), ":height": str(HEIGHT), ":alt": alt}
    return [
        _properties({f"og:image{part}": said for part, said in shown.items()}),
        h.meta(name="twitter:card", content="summary_large_image"),
        h.meta(name="twitter:image", content=url),
        h.meta(name="twitter:image:alt", content=alt),
    ]


def _properties(told: Mapping[str, str]) -> Node:
    return [h.meta(property=name, content=said) for name, said in told.items()]
