# SPDX-License-Identifier: EUPL-1.2
"""Small pieces that every page shares; they know nothing of the desk."""
