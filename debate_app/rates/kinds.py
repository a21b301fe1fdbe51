"""What can be done too often, and how somebody is told that it was."""

from enum import StrEnum

from debate_app.domain.refused import Crowded, TooMany


class Kind(StrEnum):
    """The settings of each are the fields of its name in ``rate_settings.py``."""

    VOTE = "vote"
    WRITE = "write"
    PREVIEW = "preview"
    READ = "read"
    PAGE = "page"
    API = "api"
    SIGN_IN = "sign_in"
    REPORT = "report"
    FAULT = "fault"
    NEW_IDENTITY = "new_identity"


_BY_ONE = {
    Kind.VOTE: "You are voting faster than we can believe.",
    Kind.WRITE: "You are sending more than people can read.",
    Kind.PREVIEW: "The preview cannot follow so fast.",
    Kind.READ: "You are asking for more than anybody can read.",
    Kind.PAGE: "You are opening pages faster than anybody can read.",
    Kind.API: "You are asking for more than we can serve.",
    Kind.SIGN_IN: "There were too many attempts to sign in.",
    Kind.REPORT: "You have reported very much in a short time.",
    Kind.FAULT: "This page fails too often.",
}
_BY_NETWORK = {
    Kind.VOTE: "More votes are coming from your network than we can believe.",
    Kind.WRITE: "More is being written from your network than people can read.",
    Kind.PREVIEW: "So many people are writing from your network that previews cannot follow.",
    Kind.READ: "Your network is asking for more than we can serve.",
    Kind.PAGE: "Your network is opening more pages than we can serve.",
    Kind.API: "Programs on your network are asking for more than we can serve.",
    Kind.SIGN_IN: "There were too many attempts to sign in from your network.",
    Kind.REPORT: "Very much was reported from your network in a short time.",
    Kind.FAULT: "Pages fail too often on your network.",
    Kind.NEW_IDENTITY: "Many new people have come from your network just now.",
}


def by_one(kind: Kind, wait_seconds: int) -> TooMany:
    """What is said to somebody who did it too often."""
    return TooMany(f"{_BY_ONE[kind]} {wait(wait_seconds)}", wait_seconds)


def by_network(kind: Kind, wait_seconds: int) -> TooMany:
    """What is said when it is done too often from their network."""
    refusal = Crowded if kind is Kind.NEW_IDENTITY else TooMany
    return refusal(f"{_BY_NETWORK[kind]} {wait(wait_seconds)}", wait_seconds)


def wait(seconds: int) -> str:
    """How long to wait, as people say it: in minutes from a minute and a half on, where a second counts for nothing."""
    minutes = -(-(seconds - 1) // 60)
    many, unit = (seconds, "second") if seconds <= 90 else (minutes, "minute")
    return f"Wait {many} {unit}{'' if many == 1 else 's'}, then try again."
