# SPDX-License-Identifier: EUPL-1.2
"""Whether a text can be an e-mail address, judged once for everybody who types one. Pure."""

import re

from desk_app.core.i18n import _

LONGEST = 254
"""Characters (RFC 5321, 4.5.3.1.3, without the angle brackets)."""

_ADDRESS = re.compile(r"[^@\s<>\"(),:;]+@[^@\s<>\"(),:;]+\.[^@\s<>\"(),:;.]+")


def address_fault(address: str) -> str | None:
    """The sentence to show under the field, or None; an empty address is up to the caller."""
    address = address.strip()
    if not address or _ADDRESS.fullmatch(address):
        return None
    if "@" not in address:
        return _("Check the e-mail address. An @ is missing.")
    return _("Check the e-mail address. It looks like name@example.org.")
