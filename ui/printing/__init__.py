# SPDX-License-Identifier: EUPL-1.2
"""Print jobs on their way to paper, seen from the window: the printer, the preview, the list of what waits."""
