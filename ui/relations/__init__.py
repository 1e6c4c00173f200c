# SPDX-License-Identifier: EUPL-1.2
"""Customers: the list and the card."""
