"""Whether the person at this browser is new here: then their first act is one that their network is let do slowly."""

import reflex as rx


class Newcomer(rx.State):
    """``_let_in`` is true where they have acted before, as the gate found, or were let in since."""

    _let_in: bool = False
