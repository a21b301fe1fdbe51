"""What browsers are called."""

import pytest

from debate_app.web import browsers

LINUX = "Mozilla/5.0 (X11; Linux x86_64"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (f"{LINUX}; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        (WINDOWS, "Chrome on Windows"),
        (f"{WINDOWS} Edg/150.0", "Edge on Windows"),
        (f"{WINDOWS} OPR/130.0", "Opera on Windows"),
        (f"{MAC} Version/26.0 Safari/605.1", "Safari on macOS"),
        (f"{PHONE} Version/26.0 Mobile Safari/604.1", "Safari on iPhone"),
        (f"{PHONE} CriOS/150.0 Mobile Safari/604.1", "Chrome on iPhone"),
        (f"{PHONE} FxiOS/145.0 Mobile Safari/604.1", "Firefox on iPhone"),
        (f"{ANDROID} Chrome/150.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"{ANDROID} SamsungBrowser/30.0 Chrome/140.0 Mobile Safari/537.36", "Samsung Internet on Android"),
        (f"{LINUX}) Something/1.0", "A browser on Linux"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_a_browser_is_called_by_its_name_and_its_system(user_agent: str, label: str) -> None:
    assert browsers.label(user_agent) == label
