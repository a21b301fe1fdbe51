"""A viewpoint: title, author, text, sources, votes, conversation; and the ways to change each of them."""

import reflex as rx

from debate_app.domain.snapshot import Credit, ParagraphText, Talk, ViewpointText
from debate_app.state.personal import Personal
from debate_app.ui import edit_forms, people
from debate_app.ui.allowed import may_write
from debate_app.ui.browser import Opened, Opener, Waiting, reading
from debate_app.ui.changed_since import changed_since
from debate_app.ui.conversation import conversation
from debate_app.ui.links import link
from debate_app.ui.moderated import in_its_place, report
from debate_app.ui.paragraphs import translated_paragraph
from debate_app.ui.proposals import proposals
from debate_app.ui.remarks import remarks, remarks_button
from debate_app.ui.sharing import share
from debate_app.ui.sources import doubting, sources
from debate_app.ui.translated import corrected, note, paragraph_text, viewpoint_title
from debate_app.ui.translation_forms import improve_button, improve_paragraph, improve_title
from debate_app.ui.votes import voting
from debate_app.ui.words import say

Place = rx.Var[str]

_PARAGRAPHS = reading("paragraphsOf")
_IS_OUT = reading("isOut")
_FORMS = reading("formsOf")


@rx.memo
def viewpoint_card(viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """The whole card or, where its words are not shown, what stands in its place. It is rendered anew when its own
    text or conversation changes, or what its reader may do: what changes oftener is in memos of its own within it."""
    return rx.cond(viewpoint.title, _card(viewpoint, talk), _hidden(viewpoint))


def _hidden(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    title_id = f"title-of-{viewpoint.id}"
    return rx.el.article(
        rx.el.header(rx.el.h3(say("Hidden viewpoint"), id=title_id)),
        in_its_place(viewpoint.hidden, "viewpoint", viewpoint.id, Personal.decides.contains(viewpoint.id)),
        id=f"viewpoint-{viewpoint.id}",
        key=viewpoint.id,
        aria_labelledby=title_id,
        class_name="card",
    )


def _card(viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """The whole card, at an address of its own."""
    title_id = f"title-of-{viewpoint.id}"
    about_title, about_sources = (Place.create(f"{part}-{viewpoint.id}") for part in ("title", "sources"))
    return rx.el.article(
        rx.el.header(
            viewpoint_title(
                viewpoint,
                "h3",
                rx.fragment(viewpoint.title),
                link_to=f"#viewpoint-{viewpoint.id}",
                corrected=corrected(talk, f"title-{viewpoint.id}"),
                id=title_id,
                lang=viewpoint.language,
            ),
            rx.el.p(
                people.name(viewpoint.author),
                " · ",
                people.day(viewpoint.created_at),
                _tool(say("More"), f"about-{viewpoint.id}", say("More for “{title}”", title=viewpoint.title)),
                class_name="quiet byline",
            ),
            note(f"title-{viewpoint.id}", viewpoint.title),
            _credits(viewpoint),
            rx.cond(
                viewpoint.locked,
                rx.el.p(say("Locked by a moderator: it can be read and voted on."), class_name="quiet"),
            ),
            _tools(viewpoint),
        ),
        edit_forms.title(viewpoint),
        edit_forms.language(viewpoint),
        improve_title(viewpoint),
        proposals(place=about_title, viewpoint=viewpoint, talk=talk),
        edit_forms.insert(rx.Var.create(0), viewpoint, Place.create(f"begin-{viewpoint.id}")),
        rx.foreach(_PARAGRAPHS.call(viewpoint).to(list[ParagraphText]), lambda text: _paragraph(text, viewpoint, talk)),
        sources(viewpoint.sources, viewpoint.id, lambda source: doubting(source, viewpoint)),
        edit_forms.sources(viewpoint),
        proposals(place=about_sources, viewpoint=viewpoint, talk=talk),
        changed_since(viewpoint=viewpoint),
        voting(viewpoint=viewpoint),
        conversation(viewpoint=viewpoint, talk=talk),
        id=f"viewpoint-{viewpoint.id}",
        key=viewpoint.id,
        aria_labelledby=title_id,
        class_name="card",
    )


def _paragraph(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """A paragraph, what is asked of it, and the forms that open below it. One that somebody took out stays for as
    long as this reader writes in one of them."""
    is_out = _IS_OUT.call(viewpoint.paragraphs, text.id).to(bool)
    read = rx.el.div(
        translated_paragraph(text, viewpoint, talk),
        " ",
        _paragraph_tools(text, viewpoint, talk),
        note(f"paragraph-{text.id}", paragraph_text(text)),
        dir="auto",
        class_name="paragraph",
    )
    return Waiting.create(
        rx.el.div(
            rx.cond(is_out, _taken_out()),
            edit_forms.change(text, viewpoint, read),
            _more(text, viewpoint),
            edit_forms.move(text, viewpoint),
            edit_forms.remove(text, viewpoint),
            improve_paragraph(text, viewpoint),
            remarks(text, viewpoint, talk),
            proposals(place=Place.create(f"paragraph-{text.id}"), viewpoint=viewpoint, talk=talk),
            edit_forms.insert(text.id, viewpoint, Place.create(f"insert-{text.id}")),
            class_name="part",
        ),
        part=f"paragraph-{text.id}",
        held_back=False,
        forms=_FORMS.call(text.id),
        over=is_out,
        key=text.id,
    )


def _taken_out() -> rx.Component:
    words = say("This paragraph was taken out while you were writing. Your words are still here.")
    return rx.el.p(words, class_name="notice", role="status")


def _paragraph_tools(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """What one can do with a paragraph: Edit at hand, the rest behind More."""
    return rx.el.span(
        rx.cond(
            may_write(viewpoint),
            _tool(say("Edit"), f"change-{text.id}", say("Edit paragraph {number}", number=text.number)),
        ),
        _tool(say("More"), f"more-{text.id}", say("More for paragraph {number}", number=text.number)),
        remarks_button(text, talk),
        class_name="paragraph-tools",
    )


def _more(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    return _row(
        f"more-{text.id}",
        say("More for paragraph {number}", number=text.number),
        rx.cond(
            may_write(viewpoint),
            rx.fragment(
                _tool(say("Insert below"), f"insert-{text.id}"),
                _tool(say("Move"), f"move-{text.id}"),
                _tool(say("Remove"), f"remove-{text.id}"),
                _tool(say("Comment"), f"remark-{text.id}"),
                improve_button(Place.create(f"paragraph-{text.id}"), paragraph_text(text)),
            ),
        ),
        link(say("History"), href=f"/history/viewpoint/{viewpoint.id}?paragraph={text.id}", class_name="tool"),
    )


def _tools(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """What one can do with the viewpoint as a whole."""
    return _row(
        f"about-{viewpoint.id}",
        say("More for “{title}”", title=viewpoint.title),
        rx.cond(
            may_write(viewpoint),
            rx.fragment(
                _tool(say("Edit title"), f"title-{viewpoint.id}"),
                _tool(say("Edit sources"), f"sources-{viewpoint.id}"),
                _tool(say("Insert at the beginning"), f"begin-{viewpoint.id}"),
                rx.cond(Personal.decides[viewpoint.id], _tool(say("Language"), f"language-{viewpoint.id}")),
                improve_button(Place.create(f"title-{viewpoint.id}"), viewpoint.title),
            ),
        ),
        share(viewpoint.title, f"/viewpoint/{viewpoint.id}"),
        link(say("On a page of its own"), href=f"/viewpoint/{viewpoint.id}", class_name="tool"),
        link(say("History"), href=f"/history/viewpoint/{viewpoint.id}", class_name="tool"),
        report("viewpoint", viewpoint.id, "tool"),
    )


def _row(part: rx.Var[str] | str, name: rx.Var[str], *tools: rx.Component) -> rx.Component:
    """Tools that open behind More."""
    row = rx.el.div(*tools, id=part, role="group", aria_label=name, class_name="tool-row")
    return Opened.create(row, part=part)


def _tool(label: rx.Var[str], part: rx.Var[str] | str, name: rx.Var[str] | None = None) -> rx.Component:
    """A small button that opens a part of the card."""
    named = {"aria_label": name} if name is not None else {}
    return Opener.create(label, controls=part, class_name="tool", **named)


def _credits(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Whose words these are, where they are more than one person's."""
    return rx.cond(
        viewpoint.credits.length() > 1,
        rx.el.p(
            say("Words by"),
            " ",
            rx.foreach(viewpoint.credits, _credit),
            class_name="quiet credits",
        ),
    )


def _credit(credit: rx.Var[Credit]) -> rx.Component:
    percent = say("{share}%", share=credit.share)
    return rx.el.span(people.name(credit.person), " ", rx.el.bdi(percent), key=credit.person.name)
