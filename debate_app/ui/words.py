"""Every word of the interface passes through here, so that another language is another catalogue.

Components are compiled to JavaScript, so ``say`` compiles to a look-up that the browser makes when it
renders; the English message is its own key. Words that the server says pass through ``debate_app.words``.
"""

from typing import Any

from reflex.components.core.cond import cond
from reflex.vars import FunctionStringVar, Var, VarData
from reflex.vars.function import ArgsFunctionOperation
from reflex_base.utils.imports import ImportVar


def _from_browser(name: str, file: str = "words.js") -> FunctionStringVar:
    imports = {f"$/public/{file}": [ImportVar(tag=name, is_default=False)]}
    return FunctionStringVar.create(name, _var_data=VarData(imports=imports))


_SAY, _SAY_MANY, _NUMBER = _from_browser("say"), _from_browser("sayMany"), _from_browser("number", "locale.js")
_IS_SPOKEN, _NAME_OF = _from_browser("isSpoken", "locale.js"), _from_browser("nameOf", "locale.js")


def say(message: str, **values: Any) -> Var[str]:
    """The message in the reader's language; ``{name}`` in it is filled from ``values``."""
    return _SAY.call(message, values).to(str) if values else _SAY.call(message).to(str)


def say_many(one: str, many: str, count: Any, **values: Any) -> Var[str]:
    """The message that fits the number, which fills ``{count}``."""
    return _SAY_MANY.call(one, many, count, values).to(str)


def number(value: Any) -> Var[str]:
    """The number as the reader's language writes it."""
    return _NUMBER.call(value).to(str)


def language_name(code: Any) -> Var[str]:
    """What the reader's language calls the language of this code."""
    return _NAME_OF.call(code).to(str)


def language_of(text: Any, language: Any) -> Var[str]:
    """The ``lang`` of what shows the text: none where that is not there, and words of ours stand in its place."""
    return cond(text, language, Var("undefined")).to(str)


def counting(one: str, many: str) -> Var[Any]:
    """The same for a number that only the browser knows: a function of it."""
    saying = Var("count").to(int)
    return ArgsFunctionOperation.create(("count",), say_many(one, many, saying))


def is_spoken(language: str) -> Var[Any]:
    """``true`` where the page is said in this language, for ``aria-current``."""
    return _IS_SPOKEN.call(language)
