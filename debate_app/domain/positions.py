"""My positions: everything that is one person's own, in lists that are read some lines at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from debate_app.domain import participants
from debate_app.domain.mine import requests, texts, votes
from debate_app.domain.mine.lines import CommentLine, ProposalLine, TextLine
from debate_app.domain.mine.portions import Portion
from debate_app.domain.mine.requests import AppealLine, ReportLine
from debate_app.domain.mine.votes import SideLine, VoteLine


@dataclass(frozen=True, slots=True)
class Positions:
    """Whose they are, by name (empty while they have none), and the lists in the page's order."""

    name: str
    votes: Portion[VoteLine]
    questions: Portion[TextLine]
    viewpoints: Portion[TextLine]
    proposals: Portion[ProposalLine]
    comments: Portion[CommentLine]
    sides: Portion[SideLine]
    reports: Portion[ReportLine]
    appeals: Portion[AppealLine]


def read(session: Session, participant_id: int, starts: Mapping[str, int]) -> Positions:
    """The participant's lists, each from the place (from 0) that ``starts`` has under its name."""

    def start(name: str) -> int:
        return starts.get(name, 0)

    return Positions(
        name=participants.name_of(session, participant_id),
        votes=votes.votes(session, participant_id, start("votes")),
        questions=texts.questions(session, participant_id, start("questions")),
        viewpoints=texts.viewpoints(session, participant_id, start("viewpoints")),
        proposals=texts.proposals(session, participant_id, start("proposals")),
        comments=texts.comments(session, participant_id, start("comments")),
        sides=votes.sides(session, participant_id, start("sides")),
        reports=requests.reports(session, participant_id, start("reports")),
        appeals=requests.appeals(session, participant_id, start("appeals")),
    )
