# SPDX-License-Identifier: EUPL-1.2
"""The sections that hold settings of the whole desk: the organisation and its slips, and security."""

from typing import ClassVar

from desk_app.core.i18n import N_
from ui.settings.fields import SettingChoice, SettingField, SettingsSection

PAPERS = (
    SettingChoice("80mm", N_("Receipt, 80 mm")),
    SettingChoice("a5", N_("A5")),
    SettingChoice("a4", N_("A4")),
    SettingChoice("mail", N_("By e-mail")),
    SettingChoice("none", N_("No slip")),
)


class OrganisationSection(SettingsSection):
    """Who we are, and what customers are promised on paper."""

    NAME: ClassVar[str] = N_("Organisation and slips")
    EXPLANATION: ClassVar[str] = N_("What customers read on every slip, and how long they have.")
    ICON: ClassVar[str] = "building-2"
    FIELDS: ClassVar[tuple[SettingField, ...]] = (
        SettingField("organisation", N_("Organisation"), N_("Stands on top of every slip."), required=True),
        SettingField("phone", N_("Phone number"), N_("Stands on the slip, for questions.")),
        SettingField(
            "privacy_address", N_("Page about privacy"), N_("A web address. Stands on every slip with a name on it.")
        ),
        SettingField(
            "retention_years", N_("Keep personal data (years)"), N_("Stands on the slip too."), low=1, high=100
        ),
        SettingField(
            "language",
            N_("Language"),
            N_("Of the screen, from the next start on."),
            choices=(SettingChoice("nl", N_("Dutch")), SettingChoice("en", N_("English"))),
        ),
        SettingField("receipt_paper", N_("Slip for the customer"), N_("What an intake starts with."), choices=PAPERS),
        SettingField(
            "reopen_working_days",
            N_("Come back on completed work (working days)"),
            N_("After that the ticket closes."),
            low=1,
            high=100,
        ),
        SettingField(
            "approval_days",
            N_("Working days to approve"),
            N_("Then the code in the mail no longer holds, and the approval is asked again."),
            low=1,
            high=100,
        ),
        SettingField(
            "complaint_term_days",
            N_("Answer a complaint within (days)"),
            N_("For public bodies the law says six weeks: 42 days (Awb, article 9:11)."),
            low=1,
            high=366,
        ),
        SettingField(
            "complaint_follow_up",
            N_("Who does not agree with the answer"),
            N_("On the slip of a complaint. For example: ask for the complaints committee at the counter."),
        ),
        SettingField("security_phone", N_("Phone number of security"), N_("Shown at once when a fault is dangerous.")),
    )


class SecuritySection(SettingsSection):
    """When a counter locks by itself, and how long one may think again."""

    NAME: ClassVar[str] = N_("Security")
    EXPLANATION: ClassVar[str] = N_("A locked counter shows nothing. What was typed stays.")
    ICON: ClassVar[str] = "shield"
    FIELDS: ClassVar[tuple[SettingField, ...]] = (
        SettingField(
            "lock_after_minutes",
            N_("Lock when nobody is there (minutes)"),
            N_("Half a minute before, a sentence warns. Lock at once with Ctrl+Shift+L."),
            low=1,
            high=480,
        ),
        SettingField(
            "undo_seconds",
            N_("Show the button to undo (seconds)"),
            N_("Alt+Z undoes also when the button is gone."),
            low=5,
            high=60,
        ),
    )
