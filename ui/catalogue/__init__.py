# SPDX-License-Identifier: EUPL-1.2
"""Page Catalogus: what we offer, from our side (matrix) and from the customer's (tree)."""
