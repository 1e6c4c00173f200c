# SPDX-License-Identifier: EUPL-1.2
"""A believable desk to try things on: invented people, a year of tickets, and open work around now."""
