# SPDX-License-Identifier: EUPL-1.2
"""Reporting ready, the ready shelf, handing over."""
