# SPDX-License-Identifier: EUPL-1.2
"""What every area stands on: database, clock, errors, language, settings."""
