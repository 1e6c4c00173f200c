# SPDX-License-Identifier: EUPL-1.2
"""What people type by accident or on purpose: every field must keep it, or say plainly what is wrong with it."""

NAUGHTY = (
    "<b>vet</b> <img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "'; drop table tickets; --",
    "\"dubbel\" 'enkel' “krul”",
    "مرحبا بالعالم \u202eomgekeerd",
    "emoji 👩🏽‍💻 🏳️‍🌈 e\u0301",
    "tab\tbel\x07 esc\x1b",
)
TOO_LONG = "x" * 10_000
