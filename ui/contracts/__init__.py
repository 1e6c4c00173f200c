# SPDX-License-Identifier: EUPL-1.2
"""The page of agreements: who promised what to whom, how it is kept, what it costs, and when it must be decided on."""
