# SPDX-License-Identifier: EUPL-1.2
"""Section Weergave: light or dark, and how large; of this computer, at once, without saving."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk_app.core.i18n import N_, _
from ui.settings.section import Equipment, Section
from ui.shell.page import Workplace
from ui.shell.theme import ZOOM_MAX, ZOOM_MIN, ZOOM_STEP
from ui.widgets.boxes import NumberBox
from ui.widgets.form import Form
from ui.widgets.segmented import Segmented

_MODES = (("system", N_("As the computer")), ("light", N_("Light")), ("dark", N_("Dark")))


class LookSection(Section):
    """What the window looks like here."""

    NAME: ClassVar[str] = N_("Display")
    EXPLANATION: ClassVar[str] = N_("For this computer only. You see it at once, nothing needs saving.")
    ICON: ClassVar[str] = "sun"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Colours"), N_("Size of everything"), N_("Dark"), N_("Light"))

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self.mode = Segmented([(mode, _(name)) for mode, name in _MODES], name=_("Colours"))
        self.zoom = NumberBox(name=_("Size of everything"), low=ZOOM_MIN, high=ZOOM_MAX)
        self.zoom.setSingleStep(ZOOM_STEP)
        self.zoom.setSuffix(" %")
        self.zoom.setKeyboardTracking(False)
        form = Form(labels="above")
        form.add("mode", _("Colours"), self.mode, hint=_("Ctrl+Shift+D switches between dark and light."))
        form.add(
            "zoom",
            _("Size of everything"),
            self.zoom,
            hint=_("Ctrl+plus is larger, Ctrl+minus smaller, Ctrl+0 normal."),
        )
        self.body.addWidget(form)
        self.body.addStretch(1)
        self._follow()
        self.mode.chosen.connect(equipment.theme.set_mode)
        self.zoom.valueChanged.connect(equipment.theme.set_zoom)
        equipment.theme.changed.connect(self._follow)

    def first_focus(self) -> QWidget:
        return self.mode

    def _follow(self) -> None:
        theme = self.equipment.theme
        self.mode.set_key(theme.mode)
        self.zoom.blockSignals(True)
        self.zoom.setValue(theme.zoom)
        self.zoom.blockSignals(False)
