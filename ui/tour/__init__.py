# SPDX-License-Identifier: EUPL-1.2
"""The tour: the real window does the main job on a demo desk, by keyboard, and pictures every page and every paper."""
