# SPDX-License-Identifier: EUPL-1.2
"""The rules that a machine can check: where each holds, and two small pieces of code that prove it.

``planted`` breaks the rule and must be found; ``allowed`` is how it is done instead and must pass.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture import finders as find
from tests.architecture.source import EVERYTHING, PRODUCT, Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``scope`` and ``exempt`` are beginnings of paths."""

    name: str
    find: Callable[[Source], Iterator[find.Finding]]
    planted: str
    allowed: str
    scope: tuple[str, ...] = PRODUCT
    exempt: tuple[str, ...] = ()
    planted_in: str = "desk_app/tickets/service.py"

    def applies_to(self, path: str) -> bool:
        """Whether the file must keep this rule."""
        return path.startswith(self.scope) and not (self.exempt and path.startswith(self.exempt))


HEAD = '# SPDX-License-Identifier: EUPL-1.2\n"""What it is."""\n'

RULES = (
    Rule(
        "time comes from the clock handed in",
        find.asks_the_time,
        "from datetime import datetime as dt\nmoment = dt.now()",
        "moment = clock.now()\nelapsed = clock.monotonic()",
        scope=EVERYTHING,
        exempt=("desk_app/core/clock.py",),
    ),
    Rule(
        "nobody sleeps",
        find.sleeps,
        "def test(qtbot):\n    qtbot.wait(100)",
        "def test(qtbot):\n    qtbot.waitUntil(lambda: True)",
        scope=EVERYTHING,
        planted_in="tests/ui/test_page.py",
    ),
    Rule(
        "no file in the system's temporary folder",
        find.uses_tempfile,
        "from tempfile import mkstemp",
        "from desk_app.core.paths import Paths",
        exempt=("desk_app/core/paths.py",),
    ),
    Rule(
        "a file is written whole or not at all",
        find.writes_in_place,
        "with path.open('w') as file:\n    file.write(text)",
        "with path.open(encoding='utf-8') as file:\n    atomic_write(path, content)\ndialog.open()",
        exempt=("desk_app/core/paths.py", "desk_app/backup/"),  # a backup is checked before it gets its name
    ),
    Rule(
        "SQL is never assembled from values",
        find.builds_sql_from_text,
        "session.execute(text(f'select * from ticket where id = {number}'))",
        "session.execute(text('select * from ticket' ' where id = :id'), {'id': number})\n"
        "connection.execute(f'PRAGMA {pragma}')",
        exempt=("desk_app/core/migrations/",),
    ),
    Rule(
        "text never runs as code",
        find.runs_text_as_code,
        "import subprocess\nsubprocess.run(name, shell=True)",
        "app.exec()\nimport re\nre.compile('x')\nsubprocess.run(['lp'], shell=False)",
        scope=EVERYTHING,
    ),
    Rule(
        "only mail, printing, the database and sync reach the network",
        find.talks_to_the_network,
        "from urllib.request import urlopen",
        "from urllib.parse import quote\nfrom PySide6.QtNetwork import QLocalServer",
        exempt=(
            "desk_app/mail/",
            "desk_app/printing/",
            "desk_app/core/db.py",
            "desk_app/core/engines.py",
            "desk_app/core/changes.py",
            "desk_app/sync/",
        ),
    ),
    Rule(
        "paper text goes through the sheet",
        find.draws_raw_paragraphs,
        "from reportlab.platypus import Paragraph\nParagraph(name)",
        "paragraph(name)",
        exempt=("desk_app/printing/sheet.py",),
    ),
    Rule(
        "a spreadsheet cell is text, never a formula",
        find.writes_formulas,
        "import xlsxwriter\nsheet.write(0, 0, name)",
        "import xlsxwriter\nsheet.write_string(0, 0, name)",
    ),
    Rule(
        "no batch migration", find.alters_in_batch, "op.batch_alter_table('ticket')", "op.add_column('ticket', column)"
    ),
    Rule(
        "no fault is swallowed",
        find.swallows_everything,
        "try:\n    act()\nexcept Exception:\n    pass",
        "try:\n    act()\nexcept OSError:\n    pass",
        scope=EVERYTHING,
    ),
    Rule(
        "local times are not subtracted",
        find.subtracts_local_times,
        "elapsed = local(end) - local(start)",
        "elapsed = end - start",
        scope=EVERYTHING,
    ),
    Rule(
        "logs hold ids, not people",
        find.logs_personal_data,
        "log.info('%s came in', customer.name)",
        "log.info('ticket %s: %s', ticket_id, type(error).__name__)",
    ),
    Rule(
        "imports stand at the top",
        find.imports_inside_a_function,
        "def draw():\n    import sqlalchemy",
        "import sqlalchemy",
        scope=EVERYTHING,
    ),
    Rule(
        "nobody commits by hand",
        find.commits_by_hand,
        "session.commit()",
        "session.flush()",
        exempt=("desk_app/core/",),
    ),
    Rule(
        "what leaves the desk is frozen",
        find.hands_out_what_can_change,
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Row:\n    id: int",
        "from dataclasses import dataclass\n@dataclass(frozen=True, slots=True)\nclass Row:\n    id: int",
        planted_in="desk_app/tickets/queries.py",
    ),
    Rule(
        "slow work runs in the lanes",
        find.starts_threads,
        "from threading import Thread\nThread(target=act).start()",
        "from threading import Lock\ntasks.run(owner, act, done=show)",
        exempt=("ui/shell/tasks.py", "desk_app/core/changes.py"),
    ),
    Rule(
        "our own code is not mocked", find.mocks, "from unittest.mock import patch", "import pytest", scope=EVERYTHING
    ),
    Rule(
        "an exception to a rule says why",
        find.excuses_without_reason,
        "act()  # noqa: S102",
        "act()  # noqa: S102 -- the driver wants it\nact()  # type: ignore[misc]  # the stub is wrong",
        scope=EVERYTHING,
    ),
    Rule(
        "no folder of one computer",
        find.names_a_home_folder,
        "path = '" + "/".join(("", "home", "anna", "balie.db")) + "'",
        "path = paths.database",
        scope=EVERYTHING,
    ),
    Rule("no file over 400 lines", find.is_too_long, "x = 1\n" * 401, "x = 1\n" * 400, scope=EVERYTHING),
    Rule("licence and docstring on top", find.lacks_its_head, "x = 1", HEAD + "x = 1", scope=EVERYTHING),
    Rule(
        "no drawer for odds and ends",
        find.has_a_drawer_name,
        "x = 1",
        "x = 1",
        scope=EVERYTHING,
        planted_in="desk_app/core/text_utils.py",
    ),
)
