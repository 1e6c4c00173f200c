# SPDX-License-Identifier: EUPL-1.2
"""People and tickets from other programs, and out to them, as CSV; tables of any kind of file, read and written."""
