"""The evidence bundle of one case: written, taken apart and verified. `docs/verifying.md` fixes the format."""
