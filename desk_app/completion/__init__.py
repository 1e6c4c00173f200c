# SPDX-License-Identifier: EUPL-1.2
"""The work is done: tell the customer, keep it ready, hand it over."""
