# SPDX-License-Identifier: EUPL-1.2
"""Whom we serve: people, departments, buildings and spaces."""
