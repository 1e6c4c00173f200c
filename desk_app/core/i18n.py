# SPDX-License-Identifier: EUPL-1.2
"""One catalogue for screen and paper: English in the code, Dutch by default for people.

Translate whole sentences with named placeholders, then format: ``_("{number} is registered.").format(number=n)``.
Constants are marked with ``N_`` and translated when shown. A change of language asks for a restart of the window.
"""

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("nl", "en")
LOCALE_DIR = Path(__file__).resolve().parents[2] / "resources" / "locale"

_catalogues: dict[str, _gettext.NullTranslations] = {}
_language = "nl"


def set_language(language: str) -> None:
    """Speak ``language`` from now on, in every thread of this process."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def language() -> str:
    """The language in use: ``nl`` or ``en``."""
    return _language


def catalogue(which: str | None = None) -> _gettext.NullTranslations:
    """The texts of one language; a customer's paper may differ from the screen."""
    name = which or _language
    if name not in _catalogues:
        _catalogues[name] = _gettext.translation("balie", LOCALE_DIR, languages=[name], fallback=True)
    return _catalogues[name]


def _(message: str) -> str:
    """The text in the language of the screen."""
    return catalogue().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The text for ``count`` things."""
    return catalogue().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The text where one English word has several Dutch ones."""
    return catalogue().pgettext(context, message)


def N_(message: str) -> str:
    """Marks a constant for translation; translate it with ``_`` when it is shown."""
    return message
