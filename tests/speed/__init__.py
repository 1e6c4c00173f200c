# SPDX-License-Identifier: EUPL-1.2
"""``make bench``: how long things take, beside the raw limit of the same machine in the same run."""
