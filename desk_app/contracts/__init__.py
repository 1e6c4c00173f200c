# SPDX-License-Identifier: EUPL-1.2
"""When we are open and what we promise."""
