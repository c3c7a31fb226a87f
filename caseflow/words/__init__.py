"""Codes into sentences: the one place that does it.

Each module of this package lists Chinese msgids by code; `caseflow/locale` holds their English.
"""
