# SPDX-License-Identifier: EUPL-1.2
"""The desk: everything Balie knows and does, without a screen."""

__version__ = "0.1.0"
