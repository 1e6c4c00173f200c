# SPDX-License-Identifier: EUPL-1.2
"""Paper: what a customer takes home, drawn as PDF, and the jobs that bring it to a printer."""
