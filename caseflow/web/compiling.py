"""Templates are compiled once a process, however many applications it makes."""

from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

_compiled: dict[str, tuple[str, CodeType | None]] = {}
"""Code by the template's name and place, beside the checksum of the source it was made from."""


class Compiled(BytecodeCache):
    """Hands over what another application of this process compiled, as long as the source is the same."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, if this source was compiled before."""
        checksum, code = _compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was just compiled."""
        _compiled[bucket.key] = bucket.checksum, bucket.code


def install(app: Flask) -> None:
    """To be called after every extension of the templates' language: it is part of what is compiled."""
    app.jinja_env.bytecode_cache = Compiled()
