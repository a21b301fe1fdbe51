"""Fields that people prove with who they are: passwords, and passkeys where the browser has any."""

import htpy as h
from htpy import Node

from debate_app.domain import passwords
from debate_app.domain.challenges import Purpose
from debate_app.web import document
from debate_app.web.document import Faults
from debate_app.web.forms import Fields
from debate_app.words import plain

NEW = "new-password"
CURRENT = "current-password"


def password(name: str, label: str, kind: str, fields: Fields, faults: Faults) -> h.Element:
    """A field for a password, ``NEW`` or ``CURRENT``. It begins empty, and shows what is typed where that was asked."""
    visible = fields.get("shown") == "on"
    hint = plain("At least 8 characters. A few words that do not belong together do well.") if kind == NEW else ""
    more = {"minlength": str(passwords.LEAST_CHARACTERS)} if kind == NEW else {}
    return document.line(
        name,
        label,
        faults,
        hint,
        type="text" if visible else "password",
        dir="ltr",
        autocomplete=kind,
        autocapitalize="none",
        spellcheck="false",
        maxlength=str(passwords.MOST_CHARACTERS),
        required=True,
        **more,
    )


def show_button(fields: Fields) -> h.Element:
    """Shows the form again with the password in sight, or out of sight; without a script."""
    visible = fields.get("shown") == "on"
    said = plain("Hide the password") if visible else plain("Show the password as I type")
    attributes = {"type": "submit", "name": "shown", "value": "off" if visible else "on", "formnovalidate": True}
    return h.button(".link-button", attributes)[said]


def passkey(purpose: Purpose, says: str, faults: Faults, *before: Node) -> Node:
    """A button, and what stands ``before`` it: asks the browser for a passkey, and sends the form with it.
    ``passkeys.js`` shows them where the browser has passkeys."""
    return [
        h.div(_said(), hidden=True, data_passkey=purpose.value)[
            before,
            h.input(type="text", name="credential", autocomplete="off", hidden=True),
            h.button(".button", type="button")[says],
            h.p(".fault", role="alert", data_said=True)[faults.get("passkey", "")],
        ],
        h.script(type="module", src="/passkeys.js"),
    ]


def _said() -> dict[str, str]:
    """What the script says where it comes to nothing."""
    return {
        "data-unused": plain("No passkey was used. You can try again, or go another way."),
        "data-held": plain("This device has a passkey for this account already."),
        "data-failed": plain("This did not work. Try again."),
    }


def back(fields: Fields) -> Node:
    """The hidden fields that remember where the person came from."""
    return h.input(type="hidden", name="to", value=fields["to"]) if fields.get("to") else None
