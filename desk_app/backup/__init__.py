# SPDX-License-Identifier: EUPL-1.2
"""Copies of the database that were opened and checked."""
