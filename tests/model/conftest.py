"""Promises are asserted outside test modules, and still say what they found."""

import pytest

pytest.register_assert_rewrite(*(f"tests.model.invariants{of}" for of in ("", "_of_days", "_of_months")))
