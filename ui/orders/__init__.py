# SPDX-License-Identifier: EUPL-1.2
"""The frame of forms that send one command about tickets, and what is said when it was carried out."""
