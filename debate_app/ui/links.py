"""Links, as the browser itself follows them: it brings history, focus and scroll position, and needs no script.

(Reflex's own ``rx.el.a`` becomes a client-side route change for every address of this site.)
"""

from reflex.vars import FunctionStringVar, Var
from reflex_components_core.el.elements.inline import A

link = A.create


def escaped(words: Var[str]) -> Var[str]:
    """The words as a part of an address."""
    return FunctionStringVar.create("encodeURIComponent").call(words).to(str)
