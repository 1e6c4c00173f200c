# SPDX-License-Identifier: EUPL-1.2
"""One box over tickets, people and products, on screen."""
