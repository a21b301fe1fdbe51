"""People who write together: what each of them does on a question's page, with a pointer, a finger or the keyboard."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests import debates
from tests.browser.pages import button, card, fill, open_at, path_of, put
from tests.browser.server import Server

TITLE = "Open it on Sundays"
FIRST = "People read more when they can come. [1]"
SECOND = "Children come with their parents, and both stay."
THIRD = "It costs little."
PHONE_WITH_TOUCH: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


def empty_question(server: Server) -> str:
    """The address of a question that nobody has answered."""
    return path_of(put(server, debates.sundays() | {"viewpoints": []}))


def answered_question(server: Server) -> str:
    """The address of a question with one viewpoint, of three paragraphs, whose author is not here."""
    tree = debates.sundays()
    tree["viewpoints"] = [tree["viewpoints"][0] | {"title": TITLE, "paragraphs": [FIRST, SECOND, THIRD]}]
    return path_of(put(server, tree))


def publish(page: Page, address: str, name: str = "Ada Byron", title: str = TITLE) -> Locator:
    """Write a viewpoint of three paragraphs through the page's own form; returns its card."""
    open_at(page, address)
    button(page, "Add New Viewpoint").click()
    form = page.get_by_role("form", name="Your viewpoint")
    fill(form, title=title, paragraphs=f"{FIRST}\n\n{SECOND}\n\n{THIRD}", sources="example.org/sundays", name=name)
    button(form, "Publish").click()
    expect(card(page, title)).to_be_visible()
    return card(page, title)


def visit(page: Page, address: str, title: str = TITLE) -> Locator:
    """Open the page; returns the viewpoint's card."""
    open_at(page, address)
    expect(card(page, title)).to_be_visible()
    return card(page, title)


def press(place: Locator, by_keyboard: bool = False) -> None:
    """Press a button: with a finger where there is a touch screen, or with Enter."""
    if by_keyboard:
        place.focus()
        assert place.evaluate("one => one.tabIndex >= 0 && one === document.activeElement"), (
            "the keyboard cannot get here"
        )
        place.page.keyboard.press("Enter")
    elif place.page.evaluate("matchMedia('(pointer: coarse)').matches"):
        place.tap()
    else:
        place.click()


def part(within: Locator, number: int) -> Locator:
    """A paragraph with everything that belongs to it."""
    return within.locator(".part").nth(number - 1)


def text_of(within: Locator, number: int) -> Locator:
    return part(within, number).locator(".paragraph > .text")


def open_editor(within: Locator, number: int, by_keyboard: bool = False) -> Locator:
    """Open the editor of a paragraph; returns its form."""
    press(button(within, f"Edit paragraph {number}"), by_keyboard)
    return within.get_by_role("form", name=f"Paragraph {number} of")


def more(within: Locator, number: int, what: str) -> None:
    """Do what stands behind a paragraph's More."""
    opener = button(within, f"More for paragraph {number}")
    if opener.get_attribute("aria-expanded") == "false":
        press(opener)
    press(button(within.get_by_role("group", name=f"More for paragraph {number}"), what))


def about_viewpoint(within: Locator, what: str) -> None:
    """Do what stands behind the viewpoint's own More."""
    opener = within.get_by_role("button", name="More for “", exact=False)
    if opener.get_attribute("aria-expanded") == "false":
        press(opener)
    press(button(within.get_by_role("group", name="More for “"), what))


def sign(form: Locator, name: str) -> None:
    """Give a name where the form still asks for one, once it is there."""
    expect(form).to_be_visible()
    field = form.locator("[name=name]")
    if field.count():
        field.fill(name)


def propose(within: Locator, number: int, text: str, name: str, reason: str = "", by_keyboard: bool = False) -> Locator:
    """Propose another text for a paragraph; returns the proposal as it stands on the proposer's page."""
    form = open_editor(within, number, by_keyboard)
    fill(form, text=text, reason=reason)
    sign(form, name)
    press(button(form, "Propose"), by_keyboard)
    proposal = within.get_by_role("group", name=f"Proposal by {name}")
    expect(proposal).to_be_visible()
    return proposal


def edit(within: Locator, number: int, text: str) -> None:
    """Edit a paragraph of one's own viewpoint."""
    form = open_editor(within, number)
    fill(form, text=text)
    press(button(form, "Save"))
    expect(text_of(within, number)).to_have_text(text)


def let_in(page: Page, name: str) -> Locator:
    """Ask for the proposal that came while one reads; returns it."""
    press(button(page, "1 new proposal"))
    proposal = page.get_by_role("group", name=f"Proposal by {name}")
    expect(proposal).to_be_in_viewport()
    return proposal


def conversation(within: Locator) -> Locator:
    return within.get_by_role("group", name="Latest conversation")


def comment(within: Locator, text: str, name: str = "") -> None:
    """Comment on the viewpoint."""
    press(button(conversation(within), "Comment").first)
    form = within.get_by_role("form", name="A comment on “")
    fill(form, comment=text)
    sign(form, name)
    press(button(form, "Comment"))
    expect(form).to_have_count(0)


def open_mine(page: Page) -> Locator:
    """Open the panel of what waits for this person."""
    press(page.locator(".mine > summary"))
    panel = page.locator(".mine .panel")
    expect(panel).to_be_visible()
    return panel
