# SPDX-License-Identifier: EUPL-1.2
"""The window itself: first start, signing in, finding, help, locking, sizes and languages."""

from collections.abc import Callable

from desk_app.core.i18n import set_language
from ui.tour.stage import Stage


def first_start(stage: Stage) -> None:
    """A desk that nobody has opened before."""
    stage.picture("first start", dark=False)
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
    stage.picture("new desk", dark=False)


def sign_in(stage: Stage) -> None:
    """Into a demo desk."""
    stage.open_demo()
    stage.picture("sign in")
    stage.sign_in()
    stage.page("desk")
    stage.picture("counter")


def catalogue(stage: Stage) -> None:
    """Looking for a product, the matrix, and from there to an intake."""
    stage.go("catalogue")
    stage.picture("catalogue")
    stage.keys.write("laptop")
    stage.picture("catalogue found", dark=False)
    stage.keys.press("Return", "Return")
    stage.expect(stage.intake().draft.question.item_id is not None, "an intake with the product")
    stage.keys.press("F12")


def relations(stage: Stage) -> None:
    """A customer, found with a slip of the finger."""
    stage.go("relations")
    stage.keys.write("jansn")
    stage.picture("relations")


def search(stage: Stage) -> None:
    """One box over everything, and the commands."""
    keys = stage.keys
    keys.press("F3")
    keys.write("beamer")
    stage.picture("search")
    keys.press("Escape", "Ctrl+K")
    keys.write("donker")
    stage.picture("commands", dark=False)
    keys.press("Escape")


def settings(stage: Stage) -> None:
    """How the desk is set; the slips that wait for a printer."""
    stage.go("settings")
    stage.picture("settings")


def guide(stage: Stage) -> None:
    """The manual beside the page, and all keys."""
    keys = stage.keys
    stage.go("desk")
    keys.press("F1")
    stage.picture("help")
    keys.press("F1", "Ctrl+/")
    stage.picture("keys", dark=False)
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
    keys.write("1234")
    keys.press("Return")
    keys.until(lambda: not stage.window.is_locked, "still locked")
    keys.settle()
    stage.expect(stage.intake().draft.question.description == "nog niet klaar", "the text is still there")
    keys.press("F12")


def large(stage: Stage) -> None:
    """Everything twice as large."""
    stage.ground.theme.set_zoom(200)
    stage.keys.settle()
    for page in ("desk", "board", "catalogue"):
        stage.go(page)
        stage.picture(f"{page} at 200", dark=False)
    stage.keys.press("Ctrl+0")


def english(stage: Stage) -> None:
    """The same in English."""
    stage.speak("en")
    for page in ("desk", "board", "catalogue", "settings"):
        stage.go(page)
        stage.picture(f"{page} in english", dark=False)
    set_language("nl")


WINDOW_FIRST: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("first start", first_start),
    ("sign in", sign_in),
)

WINDOW_LAST: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("catalogue to intake", catalogue),
    ("relations", relations),
    ("search and commands", search),
    ("settings", settings),
    ("help and keys", guide),
    ("lock and unlock", lock),
    ("twice as large", large),
    ("in english", english),
)
