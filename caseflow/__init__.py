"""caseflow: rectification of environmental-inspection findings, on a record nobody can quietly change."""
