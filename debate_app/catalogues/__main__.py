"""``python -m debate_app.catalogues``: brings every catalogue up to date, and lists what waits for words."""

from debate_app import languages
from debate_app.catalogues import gathering

for language in languages.INTERFACE[1:]:
    missing = gathering.update(language)
    print(f"{language}: {len(missing)} without words")
    for message in missing:
        print(f"  {message}")
