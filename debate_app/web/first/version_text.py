"""One version as it stood, and the form that goes back to it."""

import htpy as h
from htpy import Node

from debate_app.domain import limits
from debate_app.domain.history import HistoryPage
from debate_app.domain.snapshot import ParagraphText
from debate_app.web.first import fields, people
from debate_app.web.first.paragraphs import paragraph
from debate_app.web.first.sources import sources
from debate_app.web.first.version_list import address, did
from debate_app.words import plain


def version_text(page: HistoryPage) -> Node:
    """The version: which it is, what it said, and the way back to it."""
    about, line = page.subject, page.version.line
    return h.section(".chosen", aria_labelledby="chosen")[
        h.h2("#chosen")[plain("Version {number} of {newest}", number=line.number, newest=about.newest)],
        h.p(".quiet")[did(line, about), " · ", people.day(line.at)],
        h.p(".reason", dir="auto")[plain("“{reason}”", reason=line.reason)] if line.reason else None,
        _neighbours(page),
        _text(page),
        _restoring(page),
    ]


def _neighbours(page: HistoryPage) -> Node:
    """To the versions before and behind this one, and to what it changed."""
    about, number = page.subject, page.version.line.number
    has_earlier, has_later = number > 1, number < about.newest
    return h.nav(".ways", aria_label=plain("Around this version"))[
        h.a(href=address(about, number - 1), rel="prev")[plain("Earlier")] if has_earlier else None,
        h.a(href=address(about, number + 1), rel="next")[plain("Later")] if has_later else None,
        h.a(href=address(about, number, number - 1))[plain("What changed in it")] if has_earlier else None,
        h.a(href=address(about, about.newest, number))[plain("What has changed since")] if has_later else None,
    ]


def _text(page: HistoryPage) -> Node:
    about, then = page.subject, page.version
    none = h.p(".quiet")[plain("The paragraph did not stand in this version.")]
    return h.article(".card.then", aria_label=plain("The text of this version"))[
        None if about.paragraph_id else h.h3(dir="auto", lang=about.language)[then.title],
        none if about.paragraph_id and not then.paragraphs else None,
        (_paragraph(text, page) for text in then.paragraphs),
        None if about.paragraph_id else sources(then.sources, about.id),
        h.ul(".topics", aria_label=plain("Topics"))[
            (h.li(dir="auto", lang=about.language)[topic] for topic in then.topics)
        ]
        if then.topics
        else None,
    ]


def _paragraph(text: ParagraphText, page: HistoryPage) -> Node:
    if page.subject.kind == "question":
        return h.p(".text", dir="auto", lang=page.subject.language)[text.pieces[0].text]
    return paragraph(text, page.subject.id, lang=page.subject.language, dir="auto")


def _restoring(page: HistoryPage) -> Node:
    """The form, for those who may use it; else why there is none."""
    about, then = page.subject, page.version
    if then.stands:
        return h.p(".quiet")[plain("This is how the text stands today.")]
    if about.paragraph_id and not (about.paragraph_number and then.paragraphs):
        whole = f"/history/viewpoint/{about.id}/{then.line.number}"
        return h.p(".quiet")[
            plain("A paragraph that was taken out comes back with a whole version:"),
            " ",
            h.a(href=whole)[plain("Version {number}", number=then.line.number)],
        ]
    if about.kind == "question" and not page.may_apply:
        return h.p(".quiet")[plain("Its author and moderators can go back to this version.")]
    return h.p(".quiet")[page.writing] if page.writing else _form(page)


def _form(page: HistoryPage) -> Node:
    """It leads nowhere itself: what is typed into it stays, and is sent, once the live page has come."""
    of_paragraph = plain("Propose to restore this text")
    asked = of_paragraph if page.subject.paragraph_id else plain("Propose to restore this version")
    form = h.form(
        ".writing.restoring",
        id=f"restore-{page.version.line.number}",
        method="dialog",
        novalidate=True,
        aria_label=plain("Go back to this version"),
    )
    return h.fragment[
        h.p(".notice.no-scripts")[plain("Going back to a version needs scripts, and they are off in this browser.")],
        form[_fields(asked)],
    ]


def _fields(asked: str) -> Node:
    hint = plain("In a few words, for those who read or decide. May stay empty.")
    return h.fragment[
        fields.line("reason", plain("Why?"), hint, maxlength=str(2 * limits.REASON_CHARACTERS)),
        fields.signature(),
        h.div(role="alert"),
        h.div(".tools")[
            h.button(".button.go", type="submit")[asked],
            h.p(".quiet")[plain("What stands today stays in the history.")],
        ],
        h.div(role="alert"),
    ]
