"""What many domain tests begin with."""

import pytest
from sqlmodel import Session

from tests import scene
from tests.forum import Forum
from tests.forum import forum as make_forum
from tests.scene import Essay


@pytest.fixture
def question_id(session: Session) -> int:
    return scene.question(session)


@pytest.fixture
def viewpoint_id(session: Session, question_id: int) -> int:
    return scene.viewpoint(session, question_id)


@pytest.fixture
def essay(session: Session) -> Essay:
    return scene.essay(session)


@pytest.fixture
def forum(session: Session) -> Forum:
    return make_forum(session)
