"""The list of versions, newest first, and the form that compares any two of them."""

import reflex as rx

from debate_app.domain.edit_words import CHANGED, MADE_VERSION
from debate_app.domain.history_texts import VersionLine
from debate_app.domain.snapshot import Person
from debate_app.state.history import History
from debate_app.ui import people
from debate_app.ui.links import link
from debate_app.ui.words import say, say_many


def version_list() -> rx.Component:
    """What happened, a line for each version."""
    subject, oldest = History.subject, History.numbers[-1]
    within = rx.cond(subject.paragraph_id > 0, f"?paragraph={subject.paragraph_id}", "").to(str)
    return rx.fragment(
        rx.cond(
            History.lines[0].number < History.numbers[0],
            rx.el.p(
                link(say("Show the newest versions"), href=f"/history/{subject.kind}/{subject.id}{within}#versions"),
                class_name="quiet",
            ),
        ),
        rx.el.ol(rx.foreach(History.lines, _line), class_name="version-list"),
        rx.cond(
            History.lines[-1].number > oldest,
            rx.el.button(say("Show older versions"), type="button", on_click=History.show_more, class_name="button"),
        ),
    )


def comparing_form() -> rx.Component:
    """A plain form: what is compared becomes part of the address, so it can be shared and gone back to."""
    compared, chosen = History.comparison, History.version.line.number
    newest, before = History.numbers[0], History.numbers[1]
    newer = rx.cond(compared.newer > 0, compared.newer, newest)
    older = rx.cond(compared.newer > 0, compared.older, rx.cond((chosen > 0) & (chosen != newest), chosen, before))
    return rx.el.form(
        rx.cond(
            History.subject.paragraph_id > 0,
            rx.el.input(type="hidden", name="paragraph", value=History.subject.paragraph_id, read_only=True),
        ),
        _choice("against", say("From"), older),
        _choice("version", say("To"), newer),
        rx.el.button(say("Compare"), type="submit", class_name="button"),
        action=f"/history/{History.subject.kind}/{History.subject.id}",
        method="get",
        on_submit=None,  # or Reflex would keep the browser from sending it
        aria_label=say("Compare two versions"),
        class_name="comparing",
    )


def address(number: rx.Var[int], against: rx.Var[int] | None = None) -> rx.Var[str]:
    """Where that version is shown, or compared with another one; of one paragraph where only that is told of."""
    subject = History.subject
    path = rx.Var.create(f"/history/{subject.kind}/{subject.id}/{number}")
    within = rx.cond(subject.paragraph_id > 0, f"paragraph={subject.paragraph_id}", "").to(str)
    if against is None:
        return rx.cond(subject.paragraph_id > 0, f"{path}?{within}", path).to(str)
    compared = f"{path}?against={against}"
    return rx.cond(subject.paragraph_id > 0, f"{compared}&{within}", compared).to(str)


def did(line: rx.Var[VersionLine]) -> rx.Component:
    """Who made the version, and how."""
    return rx.fragment(
        rx.foreach(line.people, _person),
        " ",
        _told(line),
        rx.cond(
            line.approved_by.name,
            rx.fragment(" · ", say("approved by"), " ", people.name(line.approved_by)),
        ),
    )


def _votes(line: rx.Var[VersionLine]) -> rx.Component:
    """How many votes were given on this version and still stand."""
    return rx.cond(
        line.agrees + line.disagrees > 0,
        rx.el.p(
            say_many("{count} agrees", "{count} agree", line.agrees),
            " · ",
            say_many("{count} disagrees", "{count} disagree", line.disagrees),
            " ",
            rx.el.span(say("on this version"), class_name="spoken"),
            class_name="quiet",
        ),
    )


def _choice(name: str, label: rx.Var[str], chosen: rx.Var[int]) -> rx.Component:
    return rx.el.label(
        rx.el.span(label),
        rx.el.select(
            rx.foreach(History.numbers, _option),
            id=f"comparing-{name}",
            name=name,
            default_value=chosen.to_string(),
            key=f"{name}-{chosen}",
        ),
    )


def _option(number: rx.Var[int]) -> rx.Component:
    return rx.el.option(say("Version {number}", number=number), value=number.to_string(), key=number)


def _line(line: rx.Var[VersionLine]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            link(say("Version {number}", number=line.number), href=address(line.number), class_name="number"),
            rx.cond(line.number == History.subject.newest, rx.el.span(say("Today’s text"), class_name="tag today")),
            rx.cond(line.small, rx.el.span(say("Small correction"), class_name="tag small")),
            rx.el.span(people.day(line.at), class_name="quiet at"),
            class_name="which",
        ),
        rx.el.p(did(line), class_name="did"),
        rx.cond(line.reason, rx.el.p(say("“{reason}”", reason=line.reason), dir="auto", class_name="reason")),
        rx.cond(
            line.decision, rx.el.p(say("Decision: “{reason}”", reason=line.decision), dir="auto", class_name="reason")
        ),
        _votes(line),
        _ways(line),
        rx.el.div(
            rx.cond(History.faults[f"{line.edit_id}"], rx.el.p(History.faults[f"{line.edit_id}"], class_name="fault")),
            role="status",
        ),
        key=line.number,
        aria_current=rx.cond(_is_shown(line.number), "true", "false"),
        class_name="version-line",
    )


def _is_shown(number: rx.Var[int]) -> rx.Var[bool]:
    compared = History.comparison
    return (number == History.version.line.number) | (number == compared.older) | (number == compared.newer)


def _ways(line: rx.Var[VersionLine]) -> rx.Component:
    """To what changed in this version, to what has changed since, and the weighing of its edit."""
    numbered = say("Version {number}", number=line.number)
    changed = link(
        say("What changed"), href=address(line.number, line.number - 1), aria_label=_with(say("What changed"), numbered)
    )
    since = link(
        say("Compare with today"),
        href=address(History.subject.newest, line.number),
        aria_label=_with(say("Compare with today"), numbered),
    )
    return rx.el.p(
        rx.cond(line.number > 1, changed),
        rx.cond(line.number < History.subject.newest, since),
        rx.cond(History.may_apply & (line.edit_id > 0), _weighing(line)),
        class_name="ways",
    )


def _weighing(line: rx.Var[VersionLine]) -> rx.Component:
    return rx.el.button(
        rx.cond(line.small, say("Ask voters about it after all"), say("Call it a small correction")),
        type="button",
        on_click=History.weigh(line.edit_id, ~line.small),
        class_name="link-button",
    )


def _with(words: rx.Var[str], numbered: rx.Var[str]) -> rx.Var[str]:
    return say("{what}: {which}", what=words, which=numbered)


def _told(line: rx.Var[VersionLine]) -> rx.Component:
    """What was done; what was done to a paragraph leads to that paragraph's own history."""
    numbers = {"number": line.paragraph_number, "version": line.restores}
    words = rx.match(
        line.kind, *((str(kind), say(text, **numbers)) for kind, text in MADE_VERSION.items()), say(CHANGED)
    )
    own = f"/history/viewpoint/{History.subject.id}?paragraph={line.paragraph_id}"
    return rx.cond(line.paragraph_id > 0, link(words, href=own), rx.fragment(words))


def _person(person: rx.Var[Person], place: rx.Var[int]) -> rx.Component:
    return rx.el.span(rx.cond(place > 0, rx.fragment(" ", say("and"), " ")), people.name(person), key=place)
