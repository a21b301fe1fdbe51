"""What pages tell programs in the words of schema.org, as JSON-LD.

A question is a ``DiscussionForumPosting`` and its viewpoints are the comments on it, with what search engines ask
of either: an author, a date and a text.
"""

import json
from typing import Any
from urllib.parse import quote

import htpy as h
from markupsafe import Markup

from debate_app.domain.snapshot import Person, QuestionSnapshot, ViewpointTally, ViewpointText
from debate_app.web import shell
from debate_app.web.found import addresses
from debate_app.web.found.excerpts import clean, cut
from debate_app.words import plain

MOST_VIEWPOINTS = 20
TEXT_CHARACTERS = 500

Told = dict[str, Any]


def site(origin: str) -> h.Element:
    """The site as a whole."""
    return _script({"@type": "WebSite", "name": shell.SITE, "url": addresses.page(origin, "/")})


def question(snapshot: QuestionSnapshot, origin: str) -> h.Element:
    """A question whose words are shown; while its counts are sealed none is told."""
    asked = snapshot.question
    url = addresses.question(origin, asked.id, asked.title)
    tallies = {} if asked.sealed else {one.viewpoint_id: one for one in snapshot.tallies}
    shown = [one for one in snapshot.viewpoints if not (one.hidden.act_id or one.gone)]
    said = sum(talk.events_total for talk in snapshot.talks)
    return _script(
        {
            "@type": "DiscussionForumPosting",
            "@id": url,
            "url": url,
            "headline": clean(asked.title),
            "text": clean(asked.body) or clean(asked.title),
            "author": _person(asked.author, origin),
            "datePublished": asked.created_at,
            "dateModified": asked.updated_at,
            "image": addresses.picture(origin, asked.id, snapshot.sequence),
            **({"inLanguage": asked.language} if asked.language else {}),
            **({"keywords": [clean(topic) for topic in asked.topics]} if asked.topics else {}),
            "commentCount": len(shown) + said,
            "comment": [_viewpoint(one, tallies.get(one.id), url, origin) for one in shown[:MOST_VIEWPOINTS]],
        }
    )


def _viewpoint(shown: ViewpointText, tally: ViewpointTally | None, url: str, origin: str) -> Told:
    text = " ".join("".join(piece.text for piece in one.pieces) for one in shown.paragraphs)
    return {
        "@type": "Comment",
        "url": f"{url}#viewpoint-{shown.id}",
        "headline": clean(shown.title),
        "text": cut(text, TEXT_CHARACTERS) or clean(shown.title),
        "author": _person(shown.author, origin),
        "datePublished": shown.created_at,
        **({"inLanguage": shown.language} if shown.language else {}),
        **({"interactionStatistic": _counted(tally)} if tally else {}),
    }


def _counted(tally: ViewpointTally) -> list[Told]:
    sides = {"LikeAction": tally.agrees, "DislikeAction": tally.disagrees}
    return [
        {
            "@type": "InteractionCounter",
            "interactionType": f"https://schema.org/{action}",
            "userInteractionCount": count,
        }
        for action, count in sides.items()
    ]


def _person(person: Person, origin: str) -> Told:
    if not person.name:
        return {"@type": "Person", "name": plain("a former participant")}
    url = f"{origin}/people/{quote(person.name, safe='')}"
    return {"@type": "Person", "name": clean(person.name), "url": url}


def _script(told: Told) -> h.Element:
    """Nothing in it can end the element or begin a comment: every sign of markup is spelt by its number."""
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return h.script(type="application/ld+json")[Markup(text)]  # noqa: S704 - see above
