# SPDX-License-Identifier: EUPL-1.2
"""Guarding on screen: which promises break, with whom and why; and the warnings that go out by themselves."""
