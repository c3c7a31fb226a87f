"""Promises are asserted outside test modules, and still say what they found."""

import pytest

pytest.register_assert_rewrite("tests.model.invariants", "tests.model.invariants_of_days")
