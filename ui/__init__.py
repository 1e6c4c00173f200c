# SPDX-License-Identifier: EUPL-1.2
"""The screen: the only code that knows Qt.

PySide6 puts its own import function in the place of Python's, for a feature that is not used here; it makes every
later import a fifth slower. So Python's own is put back, once, before anything else is imported.
"""

import builtins

_python_import = builtins.__import__

import PySide6  # noqa: E402, F401 -- imported here only to undo what it does to imports

builtins.__import__ = _python_import
