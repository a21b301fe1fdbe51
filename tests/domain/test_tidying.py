"""What has expired is forgotten."""

from sqlmodel import Session, select

from debate_app.domain import dates, participants, tidying
from debate_app.domain.tables import BrowserSession, MailedLink, MailPurpose, PasskeyChallenge
from tests.databases import ON_BOTH


@ON_BOTH
def test_what_has_expired_goes_and_what_has_not_stays(session: Session) -> None:
    cookies = [participants.new_cookie() for _ in range(2)]
    people = [participants.ensure(session, cookie) for cookie in cookies]
    past, ahead = dates.minutes_ago(1), dates.in_minutes(1)
    for number, (cookie, until) in enumerate(zip(cookies, (past, ahead), strict=True)):
        theirs = select(BrowserSession).where(BrowserSession.participant_id == people[number])
        session.exec(theirs).one().expires_at = until
        session.add(PasskeyChallenge(cookie_hash=cookie, purpose="sign in", challenge="x", expires_at=until))
        link = {"token_hash": cookie, "participant_id": people[number], "email": "", "expires_at": until}
        session.add(MailedLink(purpose=MailPurpose.RECOVER, **link))
    session.flush()
    tidying.tidy(session)
    assert session.exec(select(BrowserSession.participant_id)).all() == [people[1]]
    assert session.exec(select(PasskeyChallenge.cookie_hash)).all() == [cookies[1]]
    assert session.exec(select(MailedLink.token_hash)).all() == [cookies[1]]
