# SPDX-License-Identifier: EUPL-1.2
"""The revisions, oldest first."""
