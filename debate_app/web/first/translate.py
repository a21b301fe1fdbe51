"""Translate, before the live page is there to do it."""

import htpy as h
from htpy import Node

from debate_app import languages
from debate_app.domain.snapshot import QuestionText
from debate_app.words import plain


def translate() -> Node:
    """The controls as they wait for what can be chosen."""
    return h.section("#translate.translate", aria_labelledby="translating")[
        h.h2("#translating")[plain("Translate")],
        h.p(".notice.no-scripts")[plain("Translating needs scripts, and they are off in this browser.")],
        h.div(".translating")[
            h.div(".tools")[
                h.label(".sorting")[
                    h.span[plain("Language")], h.select(disabled=True)[h.option(value="")[plain("Choose a language")]]
                ],
                h.button(".button.go", type="button", disabled=True)[plain("Translate")],
            ],
            h.p(".fault", role="status"),
            h.p(".spoken", role="status"),
        ],
    ]


def translation_offer(asked: QuestionText) -> Node:
    """Under the heading of a question in another language than the interface."""
    written, own = languages.base(asked.language), languages.base(languages.current())
    if written in ("", own):
        return None
    return h.p(".quiet.offer")[
        plain("This debate is in {language}.", language=languages.name(written)),
        " ",
        h.a(".link-button", href="#translate")[plain("Translate into {language}", language=languages.name(own))],
    ]
