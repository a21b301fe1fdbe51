"""Draws the picture that is shown with a link: a question and where people stand, large enough for a thumbnail.

The colours are those of the light theme in ``assets/css/tokens.css``, and of ``assets/icon.svg``.
"""

import functools
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.ImageDraw import ImageDraw as Canvas

from debate_app import languages
from debate_app.domain.standing import Stand, Standing
from debate_app.web import shell
from debate_app.web.found.excerpts import clean
from debate_app.web.found.lettering import drawable, font, lines, runs_left, shortened
from debate_app.words import message, plain_many

WIDTH, HEIGHT = 1200, 630
MOST_STANDS = 3
KEPT = 128
"""Pictures that are kept, of 20 to 90 KB each."""

_PAPER, _INK, _SOFT, _RULE = "#fbfaf7", "#1b1a18", "#5f5b53", "#e3dfd5"
_AGREE, _DISAGREE, _MARK = "#1a5fb4", "#a84300", "#c75300"
_MARGIN, _TOP, _BOTTOM = 64, 140, 600
_INSIDE = WIDTH - 2 * _MARGIN
_TITLE_SIZES, _SMALLEST = (92, 80, 70, 60, 52), 46
_STAND_HEIGHT, _BAR, _NUMBERS = 94, 34, 130
_SHARP = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn; ``stands`` are the first of all ``viewpoints``, none while counts are sealed."""

    title: str
    stands: tuple[Stand, ...]
    viewpoints: int
    sealed: bool
    language: str = languages.ENGLISH


def card(shown: Standing) -> Card:
    """What of a question is drawn: a title in letters that we have not is left off."""
    stands = () if shown.sealed else shown.stands[:MOST_STANDS]
    language = languages.of_text(shown.language)
    return Card(drawable(clean(shown.title)), stands, len(shown.stands), shown.sealed, language)


SITE = Card(drawable(message("One question, its viewpoints, and where people stand.")), (), 0, sealed=False)


@functools.lru_cache(maxsize=KEPT)
def png(shown: Card) -> bytes:
    """The picture as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    _site(image, canvas, shown)
    bottom = _BOTTOM - len(shown.stands) * _STAND_HEIGHT
    _title(canvas, shown.title, bottom - _TOP - 16)
    for place, one in enumerate(shown.stands):
        _stand(canvas, one, bottom + place * _STAND_HEIGHT)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _site(image: Image.Image, canvas: Canvas, shown: Card) -> None:
    """The site's mark and name, and how many viewpoints there are."""
    side = 64
    mark = Image.new("RGB", (side * _SHARP, side * _SHARP), _PAPER)
    halves, round_ = ImageDraw.Draw(mark), (0, 0, side * _SHARP - 1, side * _SHARP - 1)
    halves.pieslice(round_, 90, 270, fill=_AGREE)
    halves.pieslice(round_, 270, 90, fill=_MARK)
    middle = side * _SHARP // 2
    halves.rectangle((middle - 2 * _SHARP, 0, middle + 2 * _SHARP, side * _SHARP), fill=_PAPER)
    image.paste(mark.resize((side, side), Image.Resampling.LANCZOS), (_MARGIN, 44))
    canvas.text((_MARGIN + side + 20, 76), shell.SITE, _INK, font(46), "lm")
    if shown.viewpoints:
        canvas.text((WIDTH - _MARGIN, 76), _viewpoints(shown), _SOFT, font(36), "rm")


def _viewpoints(shown: Card) -> str:
    """How many there are, in English where we have no letters for the question's language."""
    for language in (shown.language, languages.ENGLISH):
        with languages.speaking(language):
            said = plain_many("{count} viewpoint", "{count} viewpoints", shown.viewpoints)
        if drawable(said) == said:
            break
    return said


def _title(canvas: Canvas, title: str, height: int) -> None:
    """As large as it may be within the height."""
    size = next((size for size in _TITLE_SIZES if len(lines(title, size, _INSIDE)) <= _rows(size, height)), _SMALLEST)
    broken, most, step = lines(title, size, _INSIDE), _rows(size, height), _step(size)
    if len(broken) > most:
        broken = [*broken[: most - 1], shortened(" ".join(broken[most - 1 :]), size, _INSIDE)]
    for place, line in enumerate(broken):
        _line(canvas, line, _TOP + place * step + step // 2, size, _INK)


def _step(size: int) -> int:
    """From line to line."""
    return round(size * 1.16)


def _rows(size: int, height: int) -> int:
    return max(1, height // _step(size))


def _stand(canvas: Canvas, one: Stand, top: int) -> None:
    """A viewpoint's title over two numbers and two bars that grow from one axis."""
    title = drawable(clean(one.title))
    _line(canvas, shortened(title, 32, _INSIDE), top + 22, 32, _SOFT)
    middle, row = WIDTH // 2, top + 44
    votes, half = one.agrees + one.disagrees, _INSIDE // 2 - _NUMBERS
    left, right = (round(half * side / votes) if votes else 0 for side in (one.agrees, one.disagrees))
    canvas.rectangle((middle - half, row, middle + half, row + _BAR), fill=_RULE)
    if left:
        canvas.rectangle((middle - left, row, middle - 2, row + _BAR), fill=_AGREE)
    if right:
        canvas.rectangle((middle + 2, row, middle + right, row + _BAR), fill=_DISAGREE)
    canvas.text((_MARGIN, row + _BAR // 2), _short(one.agrees), _AGREE, font(44), "lm")
    canvas.text((WIDTH - _MARGIN, row + _BAR // 2), _short(one.disagrees), _DISAGREE, font(44), "rm")


def _short(count: int) -> str:
    return f"{count:,}" if count < 10_000 else f"{count // 1000:,}k"


def _line(canvas: Canvas, text: str, middle: int, size: int, colour: str) -> None:
    left = runs_left(text)
    at = WIDTH - _MARGIN if left else _MARGIN
    canvas.text((at, middle), text, colour, font(size), "rm" if left else "lm")
