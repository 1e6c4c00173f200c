# SPDX-License-Identifier: EUPL-1.2
"""The ticket, its life cycle and its timeline; knows nothing of what stands above it."""
