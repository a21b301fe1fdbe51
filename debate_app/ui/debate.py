"""The debate as it is shown: what the browser was sent whole, with what has changed since laid over it."""

import reflex as rx

from debate_app.domain.snapshot import Talk, ViewpointText
from debate_app.live.page import Answers
from debate_app.ui.browser import reading

_TALK_OF = reading("talkOf")

VIEWPOINTS = reading("merged").call(Answers.viewpoints, Answers.changed_viewpoints).to(list[ViewpointText])
"""The viewpoints, in the page's order."""


def talk_of(viewpoint_id: rx.Var[int]) -> rx.Var[Talk]:
    """The newest of a viewpoint's conversation."""
    return _TALK_OF.call(Answers.talks, Answers.changed_talks, viewpoint_id).to(Talk)
