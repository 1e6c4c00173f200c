# SPDX-License-Identifier: EUPL-1.2
"""Who is at the counter: signing in, the first start, and the lock when nobody is there."""
