"""What is forgotten in time: cookies that have expired, questions and links that nobody answered, and what is known
of addresses that no source names any more."""

from sqlalchemy import delete
from sqlmodel import Session, col

from debate_app.domain import browser_sessions, dates, references
from debate_app.domain.tables import MailedLink, PasskeyChallenge


def tidy(session: Session) -> None:
    """Delete whatever has expired by now."""
    browser_sessions.forget_expired(session)
    references.forget_unnamed(session)
    for table in (PasskeyChallenge, MailedLink):
        session.exec(delete(table).where(col(table.expires_at) <= dates.now()))
