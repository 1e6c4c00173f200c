# SPDX-License-Identifier: EUPL-1.2
"""Mail that waits to be sent."""
