# SPDX-License-Identifier: EUPL-1.2
"""The schema of the database, revision by revision (``versions/``), and how a database is brought up to date.

One chain without branches, numbered ``0001``, ``0002`` …; a revision imports nothing from the models and runs inside
the one transaction that ``upgrade.prepare`` opens: no ``batch_alter_table``, no commit of its own.
"""
