# SPDX-License-Identifier: EUPL-1.2
"""Who works here: agents, roles and rights, counters, teams; signing in."""
