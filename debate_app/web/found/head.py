"""What a page's head says of it."""

import htpy as h
from htpy import Node

from debate_app.domain import slugs
from debate_app.domain.snapshot import QuestionSnapshot


def question(snapshot: QuestionSnapshot, origin: str) -> Node:
    """Of a question's page."""
    asked = snapshot.question
    return h.link(rel="canonical", href=f"{origin}{slugs.path(asked.id, asked.title)}")


def home(origin: str) -> Node:
    """Of the home page."""
    return h.link(rel="canonical", href=f"{origin}/")
