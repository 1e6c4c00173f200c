# SPDX-License-Identifier: EUPL-1.2
"""The frame around the pages, and what runs behind them."""
