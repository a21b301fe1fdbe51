"""What we change in Reflex's build: addresses without host and port, no ``eval``, and no picture that is nowhere."""

from urllib.parse import urlsplit

import pytest
from reflex_base.constants import Templates
from reflex_components_core.base.meta import Image, Title

from debate_app.build_plugin import (
    NoStrayPicture,
    completed_by_the_browser,
    nameless,
    without_eval,
    without_scrolling,
)

TEMPLATE = (Templates.Dirs.WEB_TEMPLATE / "utils" / "state.js").read_text()


def test_this_reflex_has_the_place_that_we_change():
    assert "endpoint.host = window.location.host;" in completed_by_the_browser(TEMPLATE)


def test_changing_it_twice_changes_it_once():
    once = completed_by_the_browser(TEMPLATE)
    assert completed_by_the_browser(once) == once


def test_a_reflex_without_the_place_fails_the_build():
    with pytest.raises(LookupError, match=r"state\.js"):
        completed_by_the_browser("export const getBackendURL = () => null;")


def test_addresses_keep_their_scheme_and_path_and_lose_the_rest():
    addresses = nameless({"PING": "https://name.example:3000/ping", "EVENT": "ws://localhost:8000/_event"})
    assert addresses == {"PING": "https://localhost/ping", "EVENT": "ws://localhost/_event"}
    assert all(urlsplit(address).port is None for address in addresses.values())


def test_this_reflex_runs_texts_and_ours_does_not():
    assert "eval(" in TEMPLATE
    changed = without_eval(TEMPLATE)
    assert "eval(" not in changed.replace("eval?.(", "eval(")
    assert changed.count("refuseText") == TEMPLATE.count("eval(") + TEMPLATE.count("eval?.(") + 1


def test_taking_it_out_twice_takes_it_out_once():
    once = without_eval(TEMPLATE)
    assert without_eval(once) == once


def test_a_reflex_that_runs_no_texts_fails_the_build():
    with pytest.raises(LookupError, match=r"no eval"):
        without_eval("export const medieval = () => evaluate(1);")


def test_the_picture_that_reflex_names_is_taken_out_and_nothing_else():
    taken = NoStrayPicture().enter_component(Image.create(content="favicon.ico"))
    assert taken is not None
    assert "og:image" not in str(taken)
    assert NoStrayPicture().enter_component(Title.create("Debate")) is None


def test_react_router_leaves_scrolling_to_the_browser():
    document = 'jsx("body",{},children,jsx(ScrollRestoration,{},),jsx(Scripts,{},))'
    assert without_scrolling(document) == 'jsx("body",{},children,jsx(Scripts,{},))'
    with pytest.raises(LookupError, match=r"scrolls"):
        without_scrolling('jsx("body",{},children)')
