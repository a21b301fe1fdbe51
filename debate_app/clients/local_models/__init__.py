"""The process that translates on this machine: ``python -m debate_app.clients.local_models``.

It is a process because the engine holds the interpreter as long as it works: in a thread of the page it would stop
every vote for a third of a second with each paragraph. ``clients/translating/local.py`` starts it and talks to it.
"""
