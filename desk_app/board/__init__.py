# SPDX-License-Identifier: EUPL-1.2
"""All open work on one board."""
