# SPDX-License-Identifier: EUPL-1.2
"""The screen: the only code that knows Qt."""
