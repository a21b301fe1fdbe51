"""The list of versions, newest first, and the form that compares any two of them."""

import htpy as h
from htpy import Node

from debate_app.domain.edit_words import CHANGED, MADE_VERSION
from debate_app.domain.history import HistoryPage
from debate_app.domain.history_texts import Subject, VersionLine
from debate_app.web.first import people
from debate_app.words import plain, plain_many


def version_list(page: HistoryPage) -> Node:
    """What happened, a line for each version; older ones are a page of their own."""
    newest, oldest, about = page.lines[0].number, page.lines[-1].number, page.subject
    return h.fragment[
        h.p(".quiet")[h.a(href=_list_address(about))[plain("Show the newest versions")]]
        if newest < page.numbers[0]
        else None,
        h.ol(".version-list")[(_line(line, page) for line in page.lines)],
        h.a(".button", href=_list_address(about, oldest))[plain("Show older versions")]
        if oldest > page.numbers[-1]
        else None,
    ]


def comparing_form(page: HistoryPage) -> Node:
    """A plain form: what is compared becomes part of the address."""
    about, compared, chosen = page.subject, page.comparison, page.version.line.number
    newest, before = page.numbers[:2]
    older = compared.older or (chosen if chosen not in (0, newest) else before)
    return h.form(
        ".comparing",
        action=f"/history/{about.kind}/{about.id}",
        method="get",
        aria_label=plain("Compare two versions"),
    )[
        h.input(type="hidden", name="paragraph", value=str(about.paragraph_id), readonly=True)
        if about.paragraph_id
        else None,
        _choice("against", plain("From"), older, page),
        _choice("version", plain("To"), compared.newer or newest, page),
        h.button(".button", type="submit")[plain("Compare")],
    ]


def address(about: Subject, number: int, against: int = 0) -> str:
    """Where that version is shown, or compared with another one; of one paragraph where only that is told of."""
    asked = [f"against={against}"] * bool(against) + [f"paragraph={about.paragraph_id}"] * bool(about.paragraph_id)
    return f"/history/{about.kind}/{about.id}/{number}" + ("?" + "&".join(asked) if asked else "")


def did(line: VersionLine, about: Subject) -> Node:
    """Who made the version, and how."""
    approved = h.fragment[" · ", plain("approved by"), " ", people.name(line.approved_by)]
    return h.fragment[
        (
            h.span[[" ", plain("and"), " "] if place else None, people.name(person)]
            for place, person in enumerate(line.people)
        ),
        " ",
        _told(line, about),
        approved if line.approved_by.name else None,
    ]


def _list_address(about: Subject, before: int = 0) -> str:
    asked = [f"paragraph={about.paragraph_id}"] * bool(about.paragraph_id) + [f"before={before}"] * bool(before)
    return f"/history/{about.kind}/{about.id}" + ("?" + "&".join(asked) if asked else "") + "#versions"


def _choice(name: str, label: str, chosen: int, page: HistoryPage) -> Node:
    return h.label[
        h.span[label],
        h.select(id=f"comparing-{name}", name=name)[
            (
                h.option(value=str(number), selected=number == chosen)[plain("Version {number}", number=number)]
                for number in page.numbers
            )
        ],
    ]


def _line(line: VersionLine, page: HistoryPage) -> Node:
    about, compared = page.subject, page.comparison
    is_shown = line.number in (page.version.line.number, compared.older, compared.newer)
    return h.li(".version-line", aria_current="true" if is_shown else "false")[
        h.p(".which")[
            h.a(".number", href=address(about, line.number))[_numbered(line)],
            h.span(".tag.today")[plain("Today’s text")] if line.number == about.newest else None,
            h.span(".tag.small")[plain("Small correction")] if line.small else None,
            h.span(".quiet.at")[people.day(line.at)],
        ],
        h.p(".did")[did(line, about)],
        h.p(".reason", dir="auto")[plain("“{reason}”", reason=line.reason)] if line.reason else None,
        h.p(".reason", dir="auto")[plain("Decision: “{reason}”", reason=line.decision)] if line.decision else None,
        _votes(line),
        _ways(line, about),
        h.div(role="status"),
    ]


def _votes(line: VersionLine) -> Node:
    """How many votes were given on this version and still stand."""
    if not line.agrees + line.disagrees:
        return None
    return h.p(".quiet")[
        plain_many("{count} agrees", "{count} agree", line.agrees),
        " · ",
        plain_many("{count} disagrees", "{count} disagree", line.disagrees),
        " ",
        h.span(".spoken")[plain("on this version")],
    ]


def _ways(line: VersionLine, about: Subject) -> Node:
    """To what changed in this version, and to what has changed since."""
    return h.p(".ways")[
        _way(plain("What changed"), line, address(about, line.number, line.number - 1)) if line.number > 1 else None,
        _way(plain("Compare with today"), line, address(about, about.newest, line.number))
        if line.number < about.newest
        else None,
    ]


def _way(words: str, line: VersionLine, href: str) -> Node:
    return h.a(href=href, aria_label=plain("{what}: {which}", what=words, which=_numbered(line)))[words]


def _numbered(line: VersionLine) -> str:
    return plain("Version {number}", number=line.number)


def _told(line: VersionLine, about: Subject) -> Node:
    """What was done; what was done to a paragraph leads to that paragraph's own history."""
    words = plain(MADE_VERSION.get(line.kind, CHANGED), number=line.paragraph_number, version=line.restores)
    if not line.paragraph_id:
        return words
    return h.a(href=f"/history/viewpoint/{about.id}?paragraph={line.paragraph_id}")[words]
