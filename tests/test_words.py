"""That every word for people is a whole message which a catalogue can hold: found by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import debate_app

ROOT = Path(debate_app.__file__).parent
PACKAGES = ("ui", "web", "domain", "state", "rates", "store", "live", "clients", "background")
SAYING = {"plain": 1, "plain_many": 2, "say": 1, "say_many": 2, "message": 1, "counting": 2}
"""The words that messages pass through, and how many of their first arguments are messages."""
REFUSALS = (
    {"Refused", "Invalid", "NotFound", "NotAllowed", "NameNeeded", "SignedOut", "Late", "TooMany", "Crowded"}
    | {"Unidentified", "Forged", "Sealed", "Away"}
)  # fmt: skip
OTHERS = {("texts", "plain"), ("written", "plain"), ("signs", "plain"), ("head", "plain"), ("Commenting", "say")}
"""What has the same name, and is something else."""
PASSED_ON = {
    "clients/translating/engine.py": {"self._text"},  # the message that it was made with
    "domain/mine/everything.py": {"holds"},  # what each key of the file holds: values of KEYS
    "domain/permissions.py": {"left_out[audience]"},  # _NO_VOTER or _NO_WRITER
    "domain/texts.py": {"text"},  # its own ``plain``, which cleans
    "rates/kinds.py": {"why"},  # values of _BY_ONE and _BY_NETWORK
    "ui/comparison.py": {"word"},  # values of _PARTS and _FATES
    "ui/edits.py": {"text"},  # values of STATUS, DID and WOULD
    "ui/home.py": {"label"},  # values of _ORDERS
    "ui/personal.py": {"text"},  # values of _TOLD and _ASKED
    "ui/version_list.py": {"text"},  # values of MADE_VERSION
    "ui/viewpoints.py": {"label"},  # values of _ORDERS
    "ui/words.py": {"one", "many"},  # ``counting`` passes them on to ``say_many``
    "web/api/parameters.py": {"missing"},  # given where each parameter is made
    "web/appointments.py": {"said"},  # values of _ROLES
    "web/first/edits.py": {"told[EditKind(edit.kind)]"},  # DID or WOULD
    "web/first/home.py": {"label"},  # values of _ORDERS
    "web/first/votes.py": {"label"},  # of _SIDES
    "web/found/happenings.py": {"words[event.edit.kind]"},  # _DID or _WOULD
    "web/found/head.py": {"title", "name"},  # its own ``plain``, which makes a head
    "web/leaving.py": {"said"},  # values of _TEXTS and _VOTES
    "web/letters.py": {"subject", "text"},  # of _WORDS
    "web/moderation.py": {"said"},  # values of HOURS
    "web/privacy.py": {"text"},  # of _STORED, _PUBLIC and _STAYS
    "web/question_settings.py": {"said"},  # values of _WHO
    "web/reports.py": {"said"},  # values of act_words.CAUSES
    "web/rules.py": {"note", "one", "action", "grant"},  # of NOTES, and of the three columns of the table
    "web/vote_tables.py": {"one", "who"},  # of the tables of heads, and of _KINDS
}
"""What is said of a table in another place than it is looked up, by file."""


def test_every_word_is_a_whole_message_that_can_be_found():
    tables = {name for _, tree in _modules() for name in _tables(tree)}
    faults = [
        f"{path}{fault}" for path, tree in _modules() for fault in _faults(tree, tables, PASSED_ON.get(path, set()))
    ]
    assert not faults, "\n".join(faults)


def test_nothing_is_listed_that_is_not_there():
    """An exception that is needed no more would hide the next fault."""
    trees = dict(_modules())
    for path, passed_on in PASSED_ON.items():
        assert passed_on <= {ast.unparse(text) for call in _calls(trees[path]) for text in _texts(call)}, path


def test_it_finds_what_could_not_be_translated():
    bad = {
        'plain("The " + noun)': "is no literal",
        'plain(f"{count} words")': "is no literal",
        'plain(anything, count=3)': "is no literal",
        'plain("A" if one else word)': "is no literal",
        'plain("A" if one else "B")': "is no literal",
        'say_many("{count} word", words, count)': "is no literal",
        'plain(TABLE.get(kind, "Other"))': "is no literal",
        'plain("{} words")': "names no value",
        'plain("{0} words")': "names no value",
        'plain("{size:,} words", size=3)': "names no value",
        'plain("Left {open")': "names no value",
        'plain("{count} of {most}", count=3)': "fills other names",
        'plain_many("{count} word", "{count} of {most} words", 3, size=3)': "fills other names",
        'plain("Ends with a space ")': "begins or ends with a space",
        'raise Invalid("The title is empty.", "title")': "refuses in English",
        'return NotFound(f"There is no {what}.")': "refuses in English",
        'raise Refused("No " + what)': "refuses in English",
        'TABLE = {1: plain("One")}': "is said once for all",
        'def say(word=plain("One")): pass': "is said once for all",
    }  # fmt: skip
    for source, fault in bad.items():
        indented = source if source.startswith(("TABLE", "def")) else f"def act():\n    {source}"
        assert [fault in found for found in _faults(ast.parse(indented), {"TABLE"}, set())] == [True], source


def test_it_lets_whole_messages_pass():
    good = """
TABLE = {1: message("One"), 2: message("Two")}
LATE = message("Too late for {name}.")
def act():
    plain("The title " "is empty.")
    plain("{count} of {most}", count=1, most=2)
    plain_many("{count} word", "{count} words", count)
    plain(TABLE[kind])
    plain(table.TABLE.get(kind, LATE), name=name)
    plain("Fits {all}", **values)
    raise Invalid(plain(LATE, name=name), "text")
"""
    tree = ast.parse(good)
    assert _tables(tree) == {"TABLE", "LATE"}
    assert not list(_faults(tree, _tables(tree), set()))


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def _tables(tree: ast.Module) -> set[str]:
    """The names that a module gives to messages, alone or in tables."""
    return {
        target.id
        for line in tree.body
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None
        if any(isinstance(node, ast.Call) and _name(node.func) == "message" for node in ast.walk(line.value))
        for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
        if isinstance(target, ast.Name)
    }


def _faults(tree: ast.Module, tables: set[str], passed_on: set[str]) -> Iterator[str]:
    late = {id(node) for node in ast.walk(tree) if _is_late(node) for part in _body(node) for node in ast.walk(part)}
    for call in _calls(tree):
        found = [_fault_of(text, call, tables, passed_on) for text in _texts(call)]
        if _name(call.func) in ("plain", "plain_many") and id(call) not in late:
            found.append("is said once for all, whatever the language")
        yield from (f":{call.lineno}: {ast.unparse(call)[:80]} {fault}" for fault in found if fault)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _refuses_in_english(node):
            yield f":{node.lineno}: {ast.unparse(node)[:80]} refuses in English alone"


def _refuses_in_english(call: ast.Call) -> bool:
    refuses = _name(call.func) in REFUSALS and call.args
    return bool(refuses) and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)


def _fault_of(text: ast.expr, call: ast.Call, tables: set[str], passed_on: set[str]) -> str | None:
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return _fault_in(text.value, call)
    is_known = _is_looked_up(text, tables) or ast.unparse(text) in passed_on
    return None if is_known else "is no literal, nor of a table of messages"


def _fault_in(text: str, call: ast.Call) -> str | None:
    """What is wrong with a literal message, as it is filled in this call."""
    if text != text.strip() and "\n" not in text:
        return "begins or ends with a space"
    try:
        fields = [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return "names no value between its braces"
    if any(form or not re.fullmatch(r"[a-z_]+", name) for name, form in fields):
        return "names no value between its braces"
    given = {one.arg for one in call.keywords} | ({"count"} if SAYING[_name(call.func)] == 2 else set[str]())
    is_whole = not call.keywords or None in given or {name for name, _ in fields} <= given
    return None if is_whole else "fills other names"


def _is_looked_up(text: ast.expr, tables: set[str]) -> bool:
    match text:
        case ast.Name() | ast.Attribute():
            return _name(text) in tables
        case ast.Subscript(value=table):
            return _name(table) in tables
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, other]):
            return _name(table) in tables and _is_looked_up(other, tables)
        case ast.IfExp(body=one, orelse=other):
            return _is_looked_up(one, tables) and _is_looked_up(other, tables)
        case _:
            return False


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SAYING and _owned(node.func) not in OTHERS:
            yield node


def _texts(call: ast.Call) -> list[ast.expr]:
    return call.args[: SAYING[_name(call.func)]]


def _is_late(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _body(node: ast.AST) -> list[ast.AST]:
    """What of a function runs when it is called."""
    body = getattr(node, "body", [])
    return body if isinstance(body, list) else [body]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _owned(node: ast.expr) -> tuple[str, str]:
    return (_name(node.value) if isinstance(node, ast.Attribute) else "", _name(node))
