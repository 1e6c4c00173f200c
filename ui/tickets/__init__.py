# SPDX-License-Identifier: EUPL-1.2
"""Tickets on screen: one ticket whole, and the forms of what is done to tickets."""
