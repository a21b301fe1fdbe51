"""The app, wired: pages, HTTP routes, lifespan. Nothing is decided here."""

import reflex as rx
from starlette.applications import Starlette
from starlette.types import ASGIApp

from debate_app import logs, start
from debate_app.settings import load_or_exit
from debate_app.state.gate import Gate
from debate_app.state.history import History
from debate_app.state.home import Home
from debate_app.state.visitor import Visitor
from debate_app.ui.ask import ask
from debate_app.ui.browser import ConnectionLine, Safety
from debate_app.ui.history import history, history_title
from debate_app.ui.home import home
from debate_app.ui.not_found import not_found
from debate_app.ui.question_page import page_title, question_page
from debate_app.ui.words import say
from debate_app.web import manifest, pages, refusals
from debate_app.web.api.reception import Reception
from debate_app.web.bounds import Bounds
from debate_app.web.door import Door
from debate_app.web.envelope import Envelope
from debate_app.web.routes import ROUTES

STYLES = (
    "tokens base first shell people buttons fields question stats viewpoints card paragraphs sources translate votes "
    "conversation writing editor personal home history document share offline languages print"
)

VIEWPORT = "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"

settings = load_or_exit()


class App(rx.App):
    """Reflex's app in our envelope, which its own answers would otherwise be sent without."""

    def __call__(self) -> ASGIApp:
        """What a server serves."""
        return Envelope(Reception(Door(Bounds(super().__call__(), settings), settings)), settings)


app = App(
    theme=None,
    toaster=None,
    backend_exception_handler=logs.failed,
    reset_style=False,
    html_lang="en",
    stylesheets=[f"/css/{name}.css" for name in STYLES.split()],
    app_wraps={
        (55, "Safety"): lambda _stateful: Safety.create(),
        (5, "ConnectionLine"): lambda _stateful: rx.fragment(ConnectionLine.create(on_look=Visitor.look)),
    },
    head_components=[
        rx.el.meta(name="viewport", content=VIEWPORT),
        rx.el.meta(name="color-scheme", content="light dark"),
        *(
            rx.el.meta(name="theme-color", content=paper, custom_attrs={"media": f"(prefers-color-scheme: {scheme})"})
            for scheme, paper in manifest.PAPER.items()
        ),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
    ],
    api_transformer=[
        pages.ReadableNotFound,
        Starlette(routes=ROUTES, exception_handlers={**refusals.HANDLERS}),
    ],
)
app.add_middleware(Gate())
app.register_lifespan_task(start.prepared(app, settings))

app.add_page(home, route="/", title=say("Debate: think a question through together"), on_load=Home.open)
app.add_page(question_page, route="/q/[question_id]/[slug]", title=page_title())
app.add_page(history, route="/history/[kind]/[subject]/[[version]]", title=history_title(), on_load=History.open)
app.add_page(ask, route="/ask", title=say("Ask a question · Debate"))
app.add_page(not_found, route="/not-found", title=say("Not found · Debate"))
app.add_page(not_found, route="404", title=say("Not found · Debate"))
