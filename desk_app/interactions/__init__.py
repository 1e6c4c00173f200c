# SPDX-License-Identifier: EUPL-1.2
"""One contact with one customer: a visit, a call, a mail; it holds n tickets."""
