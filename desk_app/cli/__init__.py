# SPDX-License-Identifier: EUPL-1.2
"""The desk without a screen: the same services, from a command line.

Exit codes: 0 done, 1 refused with one sentence on stderr, 2 not understood.
"""
