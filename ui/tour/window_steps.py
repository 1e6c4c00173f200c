# SPDX-License-Identifier: EUPL-1.2
"""The window itself: first start, signing in, finding, help, locking, dark, sizes and languages."""

from desk_app.core.i18n import language, set_language
from ui.catalogue.page import CataloguePage
from ui.completion.dialog import CompleteDialog
from ui.settings.page import SECTIONS, SettingsPage
from ui.tour.stage import PIN, Stage, Step

LARGEST = 200
"""Per cent."""


def first_start(stage: Stage) -> None:
    """A desk that nobody has opened before."""
    stage.picture("first start")
    keys = stage.keys
    keys.write("Gemeente Voorbeeld")
    keys.press("Tab")
    keys.write("Eva de Vries")
    keys.press("Tab", "Tab")
    keys.write("1357")
    keys.press("Tab")
    keys.write("1357")
    keys.press("Ctrl+Return")
    keys.until(lambda: stage.counter.session is not None, "the desk is not open")
    keys.settle()
    stage.expect(stage.actor.name == "Eva de Vries", "the first administrator")
    stage.picture("new desk")


def sign_in(stage: Stage) -> None:
    """Into a demo desk."""
    stage.open_demo()
    stage.picture("sign in")
    stage.sign_in()
    stage.intake()
    stage.picture("counter")


def catalogue(stage: Stage) -> None:
    """A branch, a cell of the matrix, a word; and from there to an intake."""
    keys = stage.keys
    stage.go("catalogue")
    page = stage.page(CataloguePage)
    stage.picture("catalogue")
    keys.tab_to(page.tree)
    keys.press("Down", "Right", "Down")
    stage.expect(page.tree.topic_id is not None, "a branch")
    stage.picture("catalogue branch")
    keys.press("Escape")
    keys.tab_to(page.matrix)
    keys.press("Right", "Right")
    stage.expect(page.matrix.cell is not None, "a cell")
    stage.picture("catalogue matrix")
    keys.press("Escape", "Shift+Tab")
    keys.tab_to(page.search)
    keys.write("laptop")
    stage.picture("catalogue search")
    keys.press("Return", "Return")
    stage.expect(stage.intake().draft.question.item_id is not None, "an intake with the product")
    stage.picture("intake from the catalogue")
    keys.tab_to(stage.intake().slip.buttons.discard)
    keys.press("Space")


def relations(stage: Stage) -> None:
    """A customer, found with a slip of the finger."""
    stage.go("relations")
    stage.keys.write("jansn")
    stage.picture("relations")


def search(stage: Stage) -> None:
    """One box over everything, and the commands."""
    keys = stage.keys
    keys.press("F3")
    keys.write("beemer")
    stage.picture("search")
    keys.press("Escape", "Escape", "Ctrl+K")
    keys.write("donker")
    stage.picture("commands")
    keys.press("Escape")


def settings(stage: Stage) -> None:
    """How the desk is set."""
    stage.go("settings")
    stage.picture("settings")


def guide(stage: Stage) -> None:
    """The manual beside the page, and all keys."""
    keys = stage.keys
    stage.go("desk")
    keys.press("F1")
    stage.picture("help")
    keys.press("F1", "Ctrl+/")
    stage.picture("keys")
    keys.press("Escape")


def lock(stage: Stage) -> None:
    """Away for a moment; what was typed is still there."""
    keys = stage.keys
    stage.go("desk")
    keys.press("F2", "Alt+O")
    keys.write("nog niet klaar")
    keys.press("Ctrl+Shift+L")
    stage.expect(stage.window.is_locked, "locked")
    stage.picture("locked")
    keys.write(PIN)
    keys.press("Return")
    keys.until(lambda: not stage.window.is_locked, "still locked")
    keys.settle()
    stage.expect(stage.intake().draft.question.description == "nog niet klaar", "the text is still there")
    keys.tab_to(stage.intake().slip.buttons.discard)
    keys.press("Space")


def dark(stage: Stage) -> None:
    """Every page again, in the evening."""
    keys = stage.keys
    keys.press("Ctrl+Shift+D")
    _look_around(stage, "dark")
    keys.press("F3")
    keys.write("beamer")
    stage.picture("search dark")
    keys.press("Escape", "Escape", "F1")
    stage.picture("help dark")
    keys.press("F1", "Ctrl+Shift+L")
    stage.picture("locked dark")
    keys.write(PIN)
    keys.press("Return")
    keys.until(lambda: not stage.window.is_locked, "still locked")
    keys.settle()
    keys.press("Ctrl+Shift+D")


def large(stage: Stage) -> None:
    """Everything twice as large: chosen in the settings, or by Ctrl+plus."""
    keys = stage.keys
    stage.go("settings")
    page = stage.page(SettingsPage)
    keys.tab_to(page.list)
    keys.press("Home", *["Down"] * list(SECTIONS).index("look"), "Return", "Tab")
    keys.write("190")
    keys.press("Return", "Ctrl++")
    stage.expect(stage.ground.theme.zoom == LARGEST, f"at {stage.ground.theme.zoom} %")
    stage.picture("display settings at 200")
    _look_around(stage, "at 200")
    stage.keys.press("Ctrl+0")


def english(stage: Stage) -> None:
    """The same in English."""
    was = language()
    stage.speak("en")
    _look_around(stage, "in english")
    set_language(was)


def _look_around(stage: Stage, how: str) -> None:
    keys = stage.keys
    stage.go("board")
    keys.press("Ctrl+Shift+2")
    stage.picture(f"board {how}")
    keys.press("Return")
    stage.picture(f"ticket {how}")
    keys.press("Ctrl+G")
    stage.dialog(CompleteDialog)
    stage.picture(f"report ready {how}")
    keys.press("Escape")
    for page in ("shelf", "catalogue", "relations", "progress", "contracts", "settings"):
        stage.go(page)
        stage.picture(f"{page} {how}")
    stage.go("desk")
    keys.press("F2")
    keys.pick("jans")
    keys.pick("beamer doet")
    keys.write("geen beeld")
    stage.picture(f"counter {how}")
    keys.tab_to(stage.intake().slip.buttons.discard)
    keys.press("Space")


WINDOW_FIRST: tuple[Step, ...] = (
    ("first start", first_start),
    ("sign in", sign_in),
)

WINDOW_LAST: tuple[Step, ...] = (
    ("catalogue to intake", catalogue),
    ("relations", relations),
    ("search and commands", search),
    ("settings", settings),
    ("help and keys", guide),
    ("lock and unlock", lock),
    ("dark", dark),
    ("twice as large", large),
    ("in english", english),
)
