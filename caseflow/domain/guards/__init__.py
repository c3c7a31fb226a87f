"""The conditions of the table, each a short function that yields every unmet reason (`ask`)."""

from caseflow.domain.guards import closing, deciding, filing, working
from caseflow.domain.guards.base import GUARDS, Answer, ask

__all__ = ["GUARDS", "Answer", "ask", "closing", "deciding", "filing", "working"]
