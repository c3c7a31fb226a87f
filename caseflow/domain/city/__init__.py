"""The city: what is known of it (`City`), and how its events make that (`apply`, `fold`)."""

from caseflow.domain.city.facts import (
    Appointment,
    City,
    Inspection,
    OneTime,
    Person,
    RulebookInForce,
    SignerKey,
    Unit,
)
from caseflow.domain.city.fold import HANDLERS, apply, fold, is_of_city

__all__ = [
    "HANDLERS",
    "Appointment",
    "City",
    "Inspection",
    "OneTime",
    "Person",
    "RulebookInForce",
    "SignerKey",
    "Unit",
    "apply",
    "fold",
    "is_of_city",
]
