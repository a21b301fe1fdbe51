"""What is this participant's own: what they may do here, what they did, what waits for them."""

import reflex as rx
from sqlmodel import Session

from debate_app import live
from debate_app.domain import notices, participants, personal
from debate_app.domain.notices import NoticeText
from debate_app.domain.personal import Own
from debate_app.domain.reviews import ReviewItem
from debate_app.state.acts import Answering, act
from debate_app.state.identity import cookie_of, required_cookie
from debate_app.state.routes import question_in
from debate_app.state.shapes import identifier
from debate_app.store.access import read, write


class Personal(Answering, rx.State):
    """``voting`` and ``writing`` say why this person cannot do that here, and are empty where they may.

    ``decides`` holds the viewpoints whose edits they decide on, ``edits`` their own open proposals, ``comments``
    their own comments with whether they can still be changed, ``stands`` their side on proposals.
    """

    voting: str = ""
    writing: str = ""
    moderates: bool = False
    edits_question: bool = False
    decides: dict[int, bool] = {}
    edits: dict[int, bool] = {}
    comments: dict[int, bool] = {}
    stands: dict[int, str] = {}
    to_review: list[ReviewItem] = []
    notices: list[NoticeText] = []

    @act()
    async def look(self):
        """Read it again: something of it has changed."""
        own = await read(_of_cookie, cookie_of(self), question_in(self))
        self._take(own)
        live.show(self.router_data.get("sid", ""), own.sees)

    @act(notice_id=identifier)
    async def see(self, notice_id: int):
        """This notice has been read."""
        await write(_see, required_cookie(self), notice_id)
        self.notices = [notice for notice in self.notices if notice.id != notice_id]

    @act()
    async def see_all(self):
        """All of them have."""
        await write(_see, required_cookie(self), None)
        self.notices = []

    def _take(self, own: Own) -> None:
        self.voting, self.writing, self.moderates = own.voting, own.writing, own.moderates
        self.edits_question = own.edits_question
        self.decides = dict.fromkeys(sorted(own.decides), True)
        self.edits = dict.fromkeys(sorted(own.edits), True)
        self.comments = own.comments
        self.stands = {edit_id: str(side) for edit_id, side in own.stands.items()}
        self.to_review, self.notices = list(own.to_review), list(own.notices)


def _of_cookie(session: Session, cookie: str, question_id: int | None) -> Own:
    return personal.read(session, participants.by_cookie(session, cookie), question_id)


def _see(session: Session, cookie: str, notice_id: int | None) -> None:
    participant_id = participants.by_cookie(session, cookie)
    if participant_id is not None and notice_id is None:
        notices.see_all(session, participant_id)
    elif participant_id is not None and notice_id is not None:
        notices.see(session, participant_id, notice_id)
