"""What can be done too often, and how somebody is told that it was."""

from enum import StrEnum

from debate_app.domain.refused import Crowded, TooMany
from debate_app.words import message, plain, plain_many


class Kind(StrEnum):
    """The settings of each are the fields of its name in ``rate_settings.py``."""

    VOTE = "vote"
    WRITE = "write"
    PREVIEW = "preview"
    READ = "read"
    PAGE = "page"
    API = "api"
    TRANSLATE = "translate"
    SIGN_IN = "sign_in"
    REPORT = "report"
    FAULT = "fault"
    NEW_IDENTITY = "new_identity"


_BY_ONE = {
    Kind.VOTE: message("You are voting faster than we can believe."),
    Kind.WRITE: message("You are sending more than people can read."),
    Kind.PREVIEW: message("The preview cannot follow so fast."),
    Kind.READ: message("You are asking for more than anybody can read."),
    Kind.PAGE: message("You are opening pages faster than anybody can read."),
    Kind.API: message("You are asking for more than we can serve."),
    Kind.TRANSLATE: message("You are asking for more translations than anybody can read."),
    Kind.SIGN_IN: message("There were too many attempts to sign in."),
    Kind.REPORT: message("You have reported very much in a short time."),
    Kind.FAULT: message("This page fails too often."),
}
_BY_NETWORK = {
    Kind.VOTE: message("More votes are coming from your network than we can believe."),
    Kind.WRITE: message("More is being written from your network than people can read."),
    Kind.PREVIEW: message("So many people are writing from your network that previews cannot follow."),
    Kind.READ: message("Your network is asking for more than we can serve."),
    Kind.PAGE: message("Your network is opening more pages than we can serve."),
    Kind.API: message("Programs on your network are asking for more than we can serve."),
    Kind.TRANSLATE: message("Your network is asking for more translations than we can serve."),
    Kind.SIGN_IN: message("There were too many attempts to sign in from your network."),
    Kind.REPORT: message("Very much was reported from your network in a short time."),
    Kind.FAULT: message("Pages fail too often on your network."),
    Kind.NEW_IDENTITY: message("Many new people have come from your network just now."),
}


def by_one(kind: Kind, wait_seconds: int) -> TooMany:
    """What is said to somebody who did it too often."""
    return TooMany(_told(_BY_ONE[kind], wait_seconds), wait_seconds)


def by_network(kind: Kind, wait_seconds: int) -> TooMany:
    """What is said when it is done too often from their network."""
    refusal = Crowded if kind is Kind.NEW_IDENTITY else TooMany
    return refusal(_told(_BY_NETWORK[kind], wait_seconds), wait_seconds)


def wait(seconds: int) -> str:
    """How long to wait, as people say it: in minutes from a minute and a half on, where a second counts for nothing."""
    if seconds <= 90:
        return plain_many("Wait {count} second, then try again.", "Wait {count} seconds, then try again.", seconds)
    minutes = -(-(seconds - 1) // 60)
    return plain_many("Wait {count} minute, then try again.", "Wait {count} minutes, then try again.", minutes)


def _told(why: str, wait_seconds: int) -> str:
    return plain("{why} {wait}", why=plain(why), wait=wait(wait_seconds))
