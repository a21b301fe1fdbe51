"""The picture that is shown with a link: drawn for every title, and of nothing that is sealed or hidden."""

import asyncio
import io

import pytest
from PIL import Image
from sqlalchemy import Engine

from debate_app.domain import hiding, votes
from debate_app.domain.standing import Stand, Standing
from debate_app.domain.tables import Side, SubjectKind
from debate_app.store.engine import transaction
from debate_app.web.found import drawing
from debate_app.web.found.lettering import drawable, lines, runs_left, shortened
from tests import scene
from tests.web.found import HOSTILE, Shared, share
from tests.web.scriptless import NewBrowser

AGREE, DISAGREE, INK = (0x1A, 0x5F, 0xB4), (0xA8, 0x43, 0x00), (0x1B, 0x1A, 0x18)
TITLE = (0, 130, 1200, 300)
BARS = (260, 300, 940, 630)


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return share(engine)


def shown(title: str, *counts: tuple[int, int], sealed: bool = False) -> Standing:
    stands = tuple(Stand(place, title, "en", *sides) for place, sides in enumerate(counts, 1))
    return Standing(1, title, "en", sealed, stands)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (1200, 630)
    return image


def drawn(standing: Standing) -> Image.Image:
    return opened(drawing.png(drawing.card(standing)))


def many(image: Image.Image, colour: tuple[int, int, int], box: tuple[int, int, int, int]) -> int:
    """How many points in the box have the colour."""
    return sum(count for count, found in image.crop(box).getcolors(1 << 20) or () if found == colour)


def test_bars_are_as_long_as_the_sides_are_strong() -> None:
    image = drawn(shown("Open it?", (300, 100), (0, 0), (0, 5)))
    agrees, disagrees = many(image, AGREE, BARS), many(image, DISAGREE, BARS)
    assert disagrees > agrees > 0
    alone = drawn(shown("Open it?", (300, 100)))
    assert many(alone, AGREE, BARS) == pytest.approx(3 * many(alone, DISAGREE, BARS), rel=0.05)
    assert many(drawn(shown("Open it?", (0, 0))), AGREE, BARS) == 0


def test_counts_that_are_sealed_are_not_drawn() -> None:
    image = drawn(shown("Open it?", (300, 100), sealed=True))
    assert many(image, AGREE, BARS) == many(image, DISAGREE, BARS) == 0
    assert many(image, INK, TITLE) > 0


@pytest.mark.parametrize(
    "title",
    [
        "Should the library open on Sundays?",
        "Ä" * 150,
        f"{HOSTILE}\x00\x1b",
        "Πρέπει να ανοίγει; Нужно ли?",
        "هل يجب أن تفتح المكتبة يوم الأحد؟",
        "האם הספרייה צריכה להיפתח?",
        "Tax 🍕 and 👨‍👩‍👧 now?",
    ],
)
def test_a_title_is_drawn_in_the_letters_that_we_have(title: str) -> None:
    assert many(drawn(shown(title, (1, 2), (1, 2), (1, 2))), INK, TITLE) > 2_000


@pytest.mark.parametrize("title", ["図書館は日曜日に開くべきですか？", "🍕🍕🍕", "क्या पुस्तकालय खुले?"])
def test_a_title_in_other_letters_is_left_off_and_the_standing_is_drawn(title: str) -> None:
    image = drawn(shown(title, (2, 1)))
    assert many(image, INK, TITLE) == 0
    assert many(image, AGREE, BARS) > 0


def test_ornaments_that_we_have_not_are_left_out_of_a_text() -> None:
    assert drawable("Tax 🍕 and 👨‍👩‍👧 now?") == "Tax and now?"
    assert drawable("日本 and more") == ""


def test_text_runs_the_way_of_its_first_letter() -> None:
    assert [runs_left(text) for text in ("2026 האם", "1. Is it", "؟", "")] == [True, False, True, False]


def test_lines_fit_and_lose_no_letter() -> None:
    text = f"Short words, then {'W' * 90} and an end"
    broken = lines(text, 60, 400)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(drawing.font(60).getlength(line) <= 400 for line in broken)
    assert shortened("One two three", 60, 200).endswith("…")
    assert drawing.font(60).getlength(shortened("One two three", 60, 200)) <= 200


async def test_a_picture_is_kept_until_the_standing_changes(shared: Shared, new_browser: NewBrowser) -> None:
    browser, path = new_browser(), f"/picture/q/{shared.question_id}.png"
    first = await browser.open(f"{path}?v=1")
    opened(first.content)
    assert first.headers["content-type"] == "image/png"
    assert first.headers["cache-control"] == "public, max-age=300"
    named = {"If-None-Match": first.headers["etag"]}
    before = drawing.png.cache_info().misses
    assert [(await browser.client.get(path, headers=named)).status_code for _ in range(3)] == [304, 304, 304]
    assert drawing.png.cache_info().misses == before
    with transaction(shared.engine) as session:
        votes.cast(session, scene.guest(session), shared.second, Side.AGREE)
    assert (await browser.client.get(path, headers=named)).status_code == 200
    opened((await browser.open("/picture/site.png")).content)


async def test_what_is_hidden_has_no_picture(shared: Shared, new_browser: NewBrowser) -> None:
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.QUESTION, shared.question_id, "Not civil.")
    for path in (f"/picture/q/{shared.question_id}.png", "/picture/q/99.png", "/picture/q/x.png"):
        assert (await new_browser().open(path)).status_code == 404


async def test_pictures_that_are_asked_for_at_once_are_all_drawn() -> None:
    standings = [shown(f"Question {number}", (number, 1)) for number in range(8)]
    made = await asyncio.gather(*(asyncio.to_thread(drawn, one) for one in standings))
    assert len({image.tobytes() for image in made}) == 8
