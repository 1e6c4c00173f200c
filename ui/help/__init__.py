# SPDX-License-Identifier: EUPL-1.2
"""The manual, beside the page it is about."""
