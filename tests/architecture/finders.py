# SPDX-License-Identifier: EUPL-1.2
"""What finds each fault in our code; ``rules.py`` says where each rule holds. The docstring gives the reason."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Source

Finding = tuple[int, str]
"""Line, and what is wrong there."""


def _references(source: Source, forbidden: re.Pattern[str]) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Name, ast.Attribute)) and forbidden.fullmatch(name := source.full_name(node)):
            yield node.lineno, name


def _imported(source: Source, forbidden: re.Pattern[str]) -> Iterator[Finding]:
    for line, name in source.imports():
        if forbidden.match(name):
            yield line, f"imports {name}"


WALL_CLOCK = re.compile(
    r"(datetime\.)?datetime\.(now|utcnow|today)|(datetime\.)?date\.today|time\.(time|time_ns|localtime|gmtime|ctime)"
    r"|PySide6\.QtCore\.(QDateTime\.current\w+|QDate\.currentDate|QTime\.currentTime)"
)


def asks_the_time(source: Source) -> Iterator[Finding]:
    """Times come from the clock that was handed in; else no test can hold them still."""
    return _references(source, WALL_CLOCK)


SLEEPS = re.compile(
    r"time\.sleep|(.+\.)?qtbot\.wait|PySide6\.QtTest\.QTest\.q(Wait|Sleep)|PySide6\.QtCore\.QThread\.\w*sleep"
)


def sleeps(source: Source) -> Iterator[Finding]:
    """A sleep is too short on a slow machine and too long on a fast one; wait for the fact."""
    return _references(source, SLEEPS)


def uses_tempfile(source: Source) -> Iterator[Finding]:
    """Personal data must not lie about in the system's temporary folder."""
    return _imported(source, re.compile(r"tempfile\b"))


def writes_in_place(source: Source) -> Iterator[Finding]:
    """A full disk or a kill leaves half a file; ``atomic_write`` leaves the old one or the new one."""
    for call in source.calls():
        name = source.full_name(call.func)
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if method in ("write_text", "write_bytes"):
            yield call.lineno, f".{method}()"
        elif name in ("shutil.copy", "shutil.copy2", "shutil.copyfile"):
            yield call.lineno, name
        elif name in ("open", "io.open", "os.fdopen") or (method == "open" and name != "os.open"):
            is_function = name in ("open", "io.open", "os.fdopen")
            modes = [word.value for word in call.keywords if word.arg == "mode"] or call.args[
                is_function : is_function + 1
            ]
            if any(_may_write(mode, is_function=is_function) for mode in modes):
                yield call.lineno, "open() for writing"


def _may_write(mode: ast.expr, *, is_function: bool) -> bool:
    if isinstance(mode, ast.Constant):
        return isinstance(mode.value, str) and bool(set(mode.value) & set("wax+"))
    return is_function  # a method named open with some variable may well be a dialog


SQL_CALLS = {
    "text",
    "execute",
    "executemany",
    "executescript",
    "exec_driver_sql",
    "DDL",
    "literal_column",
    "scalars",
    "scalar",
}


def builds_sql_from_text(source: Source) -> Iterator[Finding]:
    """Values are bound, never pasted into SQL. (A PRAGMA cannot be bound: its f-string may hold constants of ours.)"""
    for call in source.calls():
        name = (
            call.func.attr if isinstance(call.func, ast.Attribute) else source.full_name(call.func).rpartition(".")[2]
        )
        if name in SQL_CALLS and call.args and _is_assembled(call.args[0]):
            yield call.lineno, f"{name}() of assembled text"


def _is_assembled(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
        pragma = isinstance(first, ast.Constant) and str(first.value).upper().startswith("PRAGMA ")
        return not pragma and any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        strings = [side for side in (node.left, node.right) if _is_string(side)]
        both = len(strings) == 2 and not (_is_assembled(node.left) or _is_assembled(node.right))
        return isinstance(node.op, (ast.Mod, ast.Add)) and bool(strings) and not both
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and _is_string(node.func.value)
    )


def _is_string(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_string(node.left) or _is_string(node.right)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


DANGEROUS = re.compile(
    r"eval|exec|compile|yaml\.(load|unsafe_load)|os\.(system|popen)|subprocess\.get(status)?output|(pickle|marshal)\.loads?"
)


def runs_text_as_code(source: Source) -> Iterator[Finding]:
    """Text from a person or a file must never run."""
    yield from _imported(source, re.compile(r"(pickle|marshal|shelve|dill)\b"))
    for call in source.calls():
        if DANGEROUS.fullmatch(name := source.full_name(call.func)):
            yield call.lineno, f"{name}()"
        for word in call.keywords:
            if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False):
                yield call.lineno, "shell="


NETWORK = re.compile(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|nntplib|telnetlib|xmlrpc|socketserver|asyncio|requests|httpx"
    r"|aiohttp|urllib3|imap_tools|psycopg)\b|urllib\.(request|error|response)|PySide6\.QtNetwork(?!\.QLocal(Server|Socket)\b)"
)


def talks_to_the_network(source: Source) -> Iterator[Finding]:
    """Only mail, printers, the database and sync leave this computer, so that it can be told what does."""
    return _imported(source, NETWORK)


def draws_raw_paragraphs(source: Source) -> Iterator[Finding]:
    """ReportLab reads text as markup; 120 of 515 nasty strings crash it. ``sheet.py`` escapes."""
    for call in source.calls():
        if source.full_name(call.func).rpartition(".")[2] in ("Paragraph", "XPreformatted"):
            yield call.lineno, "Paragraph()"


def writes_formulas(source: Source) -> Iterator[Finding]:
    """A cell that begins with = runs on somebody's computer: ``write_string`` only, and no openpyxl for writing."""
    for line, name in source.imports():
        if name.startswith("openpyxl.") and not name.startswith("openpyxl.load_workbook"):
            yield line, f"imports {name}"
    if any(name.startswith("xlsxwriter") for _, name in source.imports()):
        for call in source.calls():
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("write", "write_row", "write_column"):
                yield call.lineno, f".{call.func.attr}()"


def alters_in_batch(source: Source) -> Iterator[Finding]:
    """With foreign keys on, Alembic's batch mode deletes every child row on SQLite, without an error."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "batch_alter_table":
            yield call.lineno, "batch_alter_table()"


def swallows_everything(source: Source) -> Iterator[Finding]:
    """A fault of ours must reach the one crash door."""
    broad = {"Exception", "BaseException"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            wide = node.type is None or source.full_name(node.type) in broad
            if wide and all(isinstance(line, (ast.Pass, ast.Continue)) or _is_ellipsis(line) for line in node.body):
                yield node.lineno, "except without doing anything"
        elif isinstance(node, ast.Call) and source.full_name(node.func) == "contextlib.suppress":
            yield from ((node.lineno, "suppress(Exception)") for kind in node.args if source.full_name(kind) in broad)


def _is_ellipsis(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is ...


def subtracts_local_times(source: Source) -> Iterator[Finding]:
    """Two times in one zone subtract by the wall: over a change of the clock an hour is lost or found."""
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Sub)
            and _is_local(node.left)
            and _is_local(node.right)
        ):
            yield node.lineno, "local time minus local time"


def _is_local(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return (isinstance(node.func, ast.Name) and node.func.id == "local") or (
        isinstance(node.func, ast.Attribute) and node.func.attr in ("local", "astimezone")
    )


LOGGABLE = re.compile(r"(.*_)?(id|ids|number|kind|count|status|version|seconds)|__(name|qualname|version)__")


def logs_personal_data(source: Source) -> Iterator[Finding]:
    """A log holds ids, kinds and counts, never a name, an address or a subject: a fixed text and such arguments."""
    for call in source.calls():
        if not (isinstance(call.func, ast.Attribute) and call.func.attr in LOG_METHODS and _is_logger(call.func.value)):
            continue
        text, *rest = call.args or [ast.Constant("")]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
            yield call.lineno, "the text of a log line is not fixed"
        for argument in rest:
            name = argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")
            if not (isinstance(argument, ast.Constant) or LOGGABLE.fullmatch(name)):
                yield call.lineno, f"logs {ast.unparse(argument)}"


LOG_METHODS = {"debug", "info", "warning", "error", "critical", "exception", "log"}


def _is_logger(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return bool(re.fullmatch(r"_*(log|logger|logging)", name, re.IGNORECASE))


LAZY = (
    ("desk_app/printing/", "reportlab"),
    ("desk_app/core/migrations/", "alembic"),
    ("desk_app/core/public_holidays.py", "holidays"),
    ("desk_app/transfer/writing.py", "xlsxwriter"),
)
"""Where a library may be imported inside a function: each costs 60 ms or more and is seldom or never needed."""


def tops(names: list[str]) -> list[str]:
    """The packages that modules belong to."""
    return [name.partition(".")[0] for name in names]


def imports_inside_a_function(source: Source) -> Iterator[Finding]:
    """All that a file needs stands at its top; only what is slow to load and seldom needed may wait."""
    for function in ast.walk(source.tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                )
                if not any(source.path.startswith(place) and set(tops(names)) == {what} for place, what in LAZY):
                    yield node.lineno, f"imports {', '.join(names)} inside {function.name}()"


def commits_by_hand(source: Source) -> Iterator[Finding]:
    """One command is one transaction; ``Database.write`` opens and closes it."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("commit", "rollback") and not call.args:
            yield call.lineno, f".{call.func.attr}()"


def hands_out_what_can_change(source: Source) -> Iterator[Finding]:
    """Commands, events, rows and documents are frozen and slotted: they cross threads and the wall to the screen."""
    if not source.path.endswith(("messages.py", "queries.py", "documents.py")):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                call = decorator.func if isinstance(decorator, ast.Call) else decorator
                if source.full_name(call) == "dataclasses.dataclass" and not _is_frozen(decorator):
                    yield node.lineno, f"class {node.name} is not frozen and slotted"


def _is_frozen(decorator: ast.expr) -> bool:
    words = {word.arg: word.value for word in decorator.keywords} if isinstance(decorator, ast.Call) else {}
    return all(
        isinstance(value := words.get(name), ast.Constant) and value.value is True for name in ("frozen", "slots")
    )


def starts_threads(source: Source) -> Iterator[Finding]:
    """Two lanes carry all slow work; a thread of one's own outlives its window."""
    return _references(
        source,
        re.compile(
            r"threading\.(Thread|Timer)|concurrent\.futures\.(thread\.)?ThreadPoolExecutor|multiprocessing\..+"
            r"|PySide6\.QtCore\.(QThread|QThreadPool|QRunnable)"
        ),
    )


def mocks(source: Source) -> Iterator[Finding]:
    """A mock of our own code proves the mock. Use the real thing with a fixed clock and a fresh database."""
    return _imported(source, re.compile(r"unittest\.mock|mock\b|pytest_mock"))


def excuses_without_reason(source: Source) -> Iterator[Finding]:
    """An exception to a rule says which rule, and why: ``# noqa: X123 -- because``."""
    for line, comment in source.comments():
        if re.search(r"#\s*noqa", comment) and not re.search(r"#\s*noqa: [A-Z]+\d+(, [A-Z]+\d+)* -- \w", comment):
            yield line, comment
        if re.search(r"#\s*type:\s*ignore", comment) and not re.search(r"#\s*type: ignore\[[\w, -]+\]  # \w", comment):
            yield line, comment


HOME_FOLDER = re.compile(r"(?<![\w.~-])/(?:root|home|work|Users)/\w|(?<!\w)[A-Z]:\\Users\\")


def names_a_home_folder(source: Source) -> Iterator[Finding]:
    """What holds on one computer only does not belong in the code."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if HOME_FOLDER.search(line):
            yield number, line.strip()[:60]


def is_too_long(source: Source) -> Iterator[Finding]:
    """A file over 400 lines is two files."""
    if (count := len(source.text.splitlines())) > 400:
        yield 400, f"{count} lines"


def lacks_its_head(source: Source) -> Iterator[Finding]:
    """The licence on the first line, then what the module is."""
    if source.text.splitlines()[:1] != ["# SPDX-License-Identifier: EUPL-1.2"]:
        yield 1, "first line is not the licence"
    if not (ast.get_docstring(source.tree) or "").strip():
        yield 2, "no module docstring"


def has_a_drawer_name(source: Source) -> Iterator[Finding]:
    """A drawer for odds and ends only grows; name the thing."""
    if re.search(r"(^|[/_])(utils?|helpers?|managers?|misc|common)(\.py|/|_)", source.path):
        yield 1, source.path
