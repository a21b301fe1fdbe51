"""Debates as files: the formats ``debate/1`` to ``debate/3``, checked on the way in, and written out in ``debate/3``.

``debate_file.py`` turns bytes into the plain values of ``debate.py``, ``importing.py`` writes those to the database,
``exporting.py`` reads them from it, and ``content.py`` gives them the form of a file again.
"""
