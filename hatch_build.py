"""Compiles the English catalogue while the package is built, so that no binary is kept in the repository."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    def initialize(self, version, build_data):
        for source in Path(self.root, "caseflow", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as po, BytesIO() as mo:
                write_mo(mo, read_po(po))
                # In one step: whoever runs from this checkout meanwhile reads the old catalogue or the new one.
                draft = source.with_suffix(f".{id(self)}.mo")
                draft.write_bytes(mo.getvalue())
            draft.replace(source.with_suffix(".mo"))
