# SPDX-License-Identifier: EUPL-1.2
"""The process behind a product: its steps on a ticket, who approves, and what its figures are."""
