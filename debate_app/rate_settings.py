"""How often what may be done: for each kind of act by one participant, and from one network address."""

from dataclasses import dataclass, fields

from limits import parse_many

OFF = "off"
MOST_SECONDS = 3600
"""No window is longer: who came from where is forgotten within hours (``rates/salted.py``)."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Each field is read from the environment variable ``RATE_`` and its name in capitals.

    The values are those of the library ``limits``: ``120/minute``, ``300/10 seconds``, several with ``;`` between
    them, or ``off``. The defaults serve a class of 60 behind one address.
    """

    vote: str = "120/minute"
    """Votes of one participant."""

    vote_address: str = "3000/minute"
    """Votes from one network address."""

    write: str = "30/minute;300/hour"
    """Questions, viewpoints, edits, comments and decisions of one participant."""

    write_address: str = "900/minute;9000/hour"
    """The same from one address."""

    preview: str = "180/minute"
    """Previews of what one participant types; a page asks for one at each pause of 0.4 seconds."""

    preview_address: str = "9000/minute"
    """The same from one address."""

    read: str = "600/minute"
    """What one participant asks for on a page: to show more, to sort, to find; pages ask by themselves too."""

    read_address: str = "12000/minute"
    """The same from one address."""

    page: str = "240/minute"
    """Pages that one participant opens; each costs up to four, over HTTP and over the websocket."""

    page_address: str = "9000/minute"
    """The same from one address, crawlers included."""

    api: str = "300/minute"
    """Answers for programs (``/api``) to one browser that sends our cookie."""

    api_address: str = "1200/minute"
    """The same to one address; programs send no cookie, and have this rate alone."""

    translate: str = "240/minute"
    """What one participant asks for in another language: a page asks until its texts are there, about twenty times."""

    translate_address: str = "12000/minute"
    """The same from one address."""

    sign_in: str = "10/minute;60/hour"
    """Attempts of one browser to sign in or to sign up."""

    sign_in_address: str = "180/minute;1200/hour"
    """The same from one address."""

    report: str = "10/minute;40/hour"
    """Reports by one participant."""

    report_address: str = "60/minute;600/hour"
    """The same from one address."""

    fault: str = "10/minute"
    """Lines that one participant's browser can write to the log: errors of the page, messages of no page of ours."""

    fault_address: str = "100/minute"
    """The same from one address."""

    new_identity: str = "200/hour"
    """New participants from one address who may act at once."""

    new_identity_beyond: str = "20/minute"
    """New participants beyond those: whoever comes when these are used up has to wait."""

    connection: str = "300/10 seconds"
    """Messages of any kind over one connection; one that brings more is closed."""


UNLIMITED = Rates(*[OFF] * len(fields(Rates)))


def rate(value: str) -> str:
    """The value, if it is a rate. Raises ValueError."""
    if value.lower() == OFF:
        return OFF
    try:
        parts = parse_many(value)
    except ValueError:
        parts = []
    if not parts or not all(0 < part.amount < 10**9 and part.get_expiry() <= MOST_SECONDS for part in parts):
        raise ValueError(f"must be off or so many in a time of at most an hour, such as 60/minute, not {value!r}.")
    return value
