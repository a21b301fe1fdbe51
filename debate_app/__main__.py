"""``python -m debate_app``."""

from debate_app.cli import main

raise SystemExit(main())
