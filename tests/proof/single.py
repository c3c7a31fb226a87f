"""The one file that bundles carry, as a module, so that what is tested is what an inspector runs."""

from types import ModuleType

from caseflow.services.carrying import the_program

single = ModuleType("verify")
exec(compile(the_program(), "verify.py", "exec"), single.__dict__)  # noqa: S102  our own file, joined
