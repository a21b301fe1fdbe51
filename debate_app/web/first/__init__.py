"""The first HTML: what a page holds before any script has run, in the same elements as the live page.

Each module here is the twin of the one of its name in ``ui/``: what a visitor sees there whom nobody knows yet, made
from the same snapshot. A browser test compares both, element by element. It stands in one element of its own,
``first-page``, which the live page takes the place of once its data has come (``assets/takeover.js``).
"""
