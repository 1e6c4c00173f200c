# SPDX-License-Identifier: EUPL-1.2
"""From what a customer asks to registered tickets and one slip."""
