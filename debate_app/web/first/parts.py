"""Small parts that many others are made of."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import Change, Hiding
from debate_app.web.first import people
from debate_app.words import plain


def opener(label: str, controls: str, class_name: str, name: str | None = None) -> Node:
    """A button that opens a part of the page; pressed before the live page is there, it is open when that comes."""
    return h.button(class_=class_name, type="button", aria_label=name, aria_expanded="false", data_opens=controls)[
        label
    ]


def report(kind: str, subject_id: int, class_name: str = "link-button") -> Node:
    """The way to report something."""
    return h.a(class_=class_name, href=f"/report/{kind}/{subject_id}", rel="nofollow")[plain("Report")]


def in_its_place(hiding: Hiding) -> Node:
    """What stands in the place of a text that is hidden or gone."""
    if not hiding.act_id:
        return h.p(".hidden-text")[plain("This text was deleted. Its place stays.")]
    return h.p(".hidden-text")[
        plain("Hidden by"), " ", people.name(hiding.by), " · ", people.day(hiding.at),
        h.span(dir="auto")[plain(": “{reason}”", reason=hiding.reason)], " ",
        h.a(href=f"/moderation/log/{hiding.act_id}")[plain("What was decided")],
    ]  # fmt: skip


def changes(runs: tuple[Change, ...], language: str) -> Node:
    """The runs of a comparison as one quotation, marked by more than colour."""
    return h.blockquote(".changes", dir="auto", lang=language)[(_run(run) for run in runs)]


def _run(run: Change) -> Node:
    match run.kind:
        case "added":
            return h.ins[_spoken(plain("inserted:")), run.text, _spoken(plain("end of insertion"))]
        case "removed":
            return h.del_[_spoken(plain("removed:")), run.text, _spoken(plain("end of removal"))]
        case _:
            return run.text


def _spoken(word: str) -> Node:
    return h.span(".spoken")[f" {word} "]
