# SPDX-License-Identifier: EUPL-1.2
"""Guarding what was promised: what is at risk, who was warned, how well agreements are met."""
