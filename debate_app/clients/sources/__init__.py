"""Looks up what people link: who wrote it, when, under which title. Safe whatever address it is given.

``Looker`` is all that the rest needs. A look-up passes ``addresses`` (is this a public web address), ``robots``
and ``turns`` (may we, and is it our turn), ``asking`` (one bounded request over ``network``, which connects to
public addresses only), and ``head`` or ``records`` (what the answer says about itself, as plain text).
"""

from debate_app.clients.sources.answers import Failed, Found, Looked, Reason, SourceType, Unchanged, Validators
from debate_app.clients.sources.bounds import Bounds
from debate_app.clients.sources.looking import Looker
from debate_app.clients.sources.network import PublicNetwork

__all__ = [
    "Bounds",
    "Failed",
    "Found",
    "Looked",
    "Looker",
    "PublicNetwork",
    "Reason",
    "SourceType",
    "Unchanged",
    "Validators",
]
