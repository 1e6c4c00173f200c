# SPDX-License-Identifier: EUPL-1.2
"""The board: all open work in five lanes."""
