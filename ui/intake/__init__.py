# SPDX-License-Identifier: EUPL-1.2
"""The page Balie: from a customer at the counter to registered tickets and a slip, by keyboard."""
