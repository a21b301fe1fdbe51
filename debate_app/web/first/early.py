"""The script that stands in the first HTML itself: it keeps what is pressed before the live page is there, and says
times in the reader's zone and language. It is made of the files in ``assets/`` that the live page imports too."""

import functools
import re
from pathlib import Path

from markupsafe import Markup

_ASSETS = Path(__file__).parents[3] / "assets"
_FILES = ("locale.js", "times.js", "kept.js", "early.js")
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


@functools.cache
def script() -> str:
    """One block of the files, without their imports of each other."""
    files = "".join(
        _EXPORT.sub("", _COMMENT.sub("", _IMPORT.sub("", (_ASSETS / name).read_text("utf-8")))) for name in _FILES
    )
    return f"{{\n{files}}}"


def element() -> Markup:
    """The script's element."""
    return Markup(f"<script>{script()}</script>")  # noqa: S704 - our own files
