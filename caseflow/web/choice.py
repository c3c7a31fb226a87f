"""One option of a select field. The library's stubs do not know it yet; that exception stands here alone."""

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

__all__ = ["SelectChoice"]
