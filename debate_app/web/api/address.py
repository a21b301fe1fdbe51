"""Where the answers for programs are: everything below ``/api``."""

ROOT = "/api"


def is_here(path: str) -> bool:
    """Whether an address belongs to them."""
    return path == ROOT or path.startswith(f"{ROOT}/")
