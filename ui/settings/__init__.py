# SPDX-License-Identifier: EUPL-1.2
"""Page Beheer: how the desk is set, who works here, back-ups."""
