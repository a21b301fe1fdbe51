"""What somebody takes along: everything that is theirs, and nothing that is a secret or another person's."""

import json

from sqlmodel import Session, SQLModel

from debate_app.domain import comments, participants, traces, votes
from debate_app.domain.mine import everything
from debate_app.domain.mine.everything import KEYS, PARTS
from debate_app.domain.tables import Account, MailedLink, MailPurpose, Passkey, PasskeyChallenge, Side
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

OTHERS = {"notice.by_id"}
"""What names the person, and is told to somebody else alone."""


def test_every_column_that_names_a_participant_leads_to_something_in_it() -> None:
    told = {f"{part.table.__tablename__}.{part.theirs}" for part in PARTS.values()}
    groups = (traces.SIGNED, traces.TOLD, traces.STOOD, traces.ASKED, traces.SIGNED_IN, traces.RECORDED)
    assert told == {str(column) for group in groups for column in group} - OTHERS


def test_every_column_is_told_unless_it_is_a_secret_or_names_somebody() -> None:
    left_out = {
        column
        for part in PARTS.values()
        for column in SQLModel.metadata.tables[str(part.table.__tablename__)].columns.keys()  # noqa: SIM118 - as text
        if not any(column in one.told.split() for one in PARTS.values() if one.table is part.table)
    }
    assert left_out == {
        # who, in every row of these: the person themselves, or others
        "participant_id", "author_id", "by_id", "decided_by_id", "credit",
        # secrets, and what only the program needs
        "password_hash", "name_key", "drafts", "cookie_hash", "drafts_before", "token_hash", "credential_id",
        "public_key", "sign_count",
        # not theirs alone: how the row is kept in order, settings of a question, what a report or an edit hangs on
        "id", "paragraph_id", "after_id", "restores", "before", "active_at", "undoes_id", "question_id",
        "quarantine_id", "sequence", "text_sequence", "search_text", "imported_file_id", "voters", "writers",
        "tallies_first", "opens_at", "closes_at", "locked", "quarantines", "position", "meaning_version",
        "source_list", "voted_from",
        # of no translation that a person made
        "engine", "doubtful",
    }  # fmt: skip


def test_it_is_json_and_every_key_is_explained(session: Session, essay: Essay) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    votes.cast(session, essay.cy, essay.viewpoint_id, None)
    comments.say(session, essay.cy, essay.viewpoint_id, "Well said.")
    essay.change(essay.cy, essay.a, "Apes eat pears.", reason="They do.")
    told = json.loads(json.dumps(everything.write_out(session, essay.cy)))
    assert set(told) == {"format", "written_at", "keys", *KEYS}
    assert told["votes"] == []
    assert [one["act"] for one in told["vote_ledger"]] == ["agree", "withdraw"]
    assert [one["text"] for one in told["comments"]] == ["Well said."]
    assert [(one["text"], one["reason"]) for one in told["edit_wordings"]] == [("Apes eat pears.", "They do.")]
    assert "Apes eat apples." not in json.dumps(told)
    theirs = everything.write_out(session, essay.author)
    assert [one["text"] for one in theirs["paragraphs"]] == essay.texts()
    assert [one["address"] for one in theirs["sources"]] == ["example.org/food"]
    assert [one["title"] for one in theirs["viewpoint_versions"]] == ["Who eats what"]


@ON_BOTH
def test_no_secret_is_in_it(session: Session) -> None:
    zoe = scene.account(session, "Zoe")
    account = session.get_one(Account, zoe)
    account.password_hash = "SECRET password"
    account.drafts = "SECRET drafts"
    key = Passkey(participant_id=zoe, credential_id="SECRET id", public_key="SECRET key", name="Key", created_at="2026")
    link = MailedLink(
        token_hash="SECRET link", participant_id=zoe, purpose=MailPurpose.RECOVER, email="z@e.org", expires_at="2099"
    )
    challenge = PasskeyChallenge(cookie_hash="SECRET cookie", purpose="sign_in", challenge="SECRET", expires_at="2099")
    session.add_all([key, link, challenge])
    session.flush()
    told = json.dumps(everything.write_out(session, zoe))
    assert "SECRET" not in told
    assert "z@e.org" in told
    assert everything.write_out(session, zoe)["participant"]["has_password"] is True


def test_other_people_are_not_in_it(session: Session, essay: Essay) -> None:
    said = comments.say(session, essay.cy, essay.viewpoint_id, "What of it?")
    comments.reply(session, essay.author, said.event_id, "Much.")
    told = json.dumps(everything.write_out(session, essay.cy))
    assert "Much." not in told
    assert participants.name_of(session, essay.author) not in told
