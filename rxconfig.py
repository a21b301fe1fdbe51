"""What Reflex reads first, however it is started: the build, `reflex run` and `python -m debate_app serve`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import reflex as rx
from reflex_base.constants import StateManagerMode
from reflex_base.plugins import SitemapPlugin

from debate_app.build_plugin import AnyAddress, BrowserScrolls, NoStrayPicture, NothingFromText
from debate_app.settings import load_or_exit

# Bun and Node.js come as wheels, beside this Python: they work without activating the environment,
# and win over others that may be installed.
TOOLS = str(Path(sys.executable).parent)
if TOOLS not in os.environ.get("PATH", "").split(os.pathsep)[:1]:
    os.environ["PATH"] = os.pathsep.join([TOOLS, os.environ.get("PATH", os.defpath)])

# Reflex reads these from the environment only.
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_SOCKET_INTERVAL", "15s")
os.environ.pop("REFLEX_REDIS_URL", None)  # it would put every event behind Redis, which only our own bus may use
os.environ.setdefault("REFLEX_SOCKET_TIMEOUT", "10s")

if "NPM_CONFIG_REGISTRY" not in os.environ and "__REFLEX_SKIP_COMPILE" not in os.environ:
    # Without a word, Reflex times two registries and takes the faster. Packages come from where npm is set up to look.
    asked = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, check=False)  # noqa: S607
    os.environ["NPM_CONFIG_REGISTRY"] = asked.stdout.strip()

settings = load_or_exit()

config = rx.Config(
    app_name="debate_app",
    backend_host=settings.host,
    bun_path=Path(shutil.which("bun") or "bun"),
    # With PUBLIC_URL unset the list is empty: socket.io then leaves the question of origins
    # to the app, which lets in what comes from the very host that it asks.
    cors_allowed_origins=[settings.public_url] if settings.public_url else [],
    deploy_url=None,
    disable_plugins=[SitemapPlugin],
    frontend_compression_formats=["brotli", "gzip"],
    frontend_port=settings.port,
    plugins=[AnyAddress(), BrowserScrolls(), NoStrayPicture(), NothingFromText()],
    redis_token_expiration=1800,  # seconds: how long, in memory too, the state of a browser that left is kept
    show_built_with_reflex=False,
    state_manager_mode=StateManagerMode.MEMORY,
    telemetry_enabled=False,
    trusted_proxy_hops=settings.trusted_proxy_hops,
)
