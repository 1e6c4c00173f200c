# SPDX-License-Identifier: EUPL-1.2
"""The code in a mail that asks for approval: twelve characters that only its reader knows. Pure.

Sixty bits from the generator for secrets, in Crockford's alphabet (no I, L, O, U), so that it can be read out by phone;
the database keeps only its SHA-256.
"""

import hashlib
import secrets

from desk_app.core.codes import APPROVAL_LETTERS

LENGTH = 12
_GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")


def new_token() -> str:
    """Another code: ``X-7K3M-0QX4-9WBE``."""
    letters = "".join(secrets.choice(APPROVAL_LETTERS) for _place in range(LENGTH))
    return "-".join(["X", *(letters[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))])


def letters_of(typed: str) -> str | None:
    """The twelve characters in what somebody typed or scanned; None when it cannot be a code at all.

    Dashes, spaces and capitals do not matter, the ``X-`` in front may be left out, and O, I and L are read as the digits
    they look like.
    """
    letters = "".join(typed.strip().upper().removeprefix("X-").replace("-", " ").split())
    if len(letters) == LENGTH + 1 and letters.startswith("X"):
        letters = letters[1:]
    letters = letters.translate(_LOOKALIKES)
    is_code = len(letters) == LENGTH and all(letter in APPROVAL_LETTERS for letter in letters)
    return letters if is_code else None


def hash_of(letters: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(letters.encode("ascii")).hexdigest()
