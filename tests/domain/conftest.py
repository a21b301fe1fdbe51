"""What many domain tests begin with."""

import pytest
from sqlmodel import Session

from tests import scene
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
