"""Checks of a bundle's files: that they are those it lists, that texts and files are those the events commit to."""

from collections.abc import Iterator

from caseflow.proof.bundle import layout
from caseflow.proof.bundle.reading import Bundle, Leaf, Text, Unreadable, is_digest, lines
from caseflow.proof.bundle.table import check, told
from caseflow.proof.bundle.timeline import timeline
from caseflow.proof.checkpoint import sm3
from caseflow.proof.commitment import commitment


@check("member_unknown")
def _(bundle: Bundle) -> Iterator[str]:
    yield from told("member_unknown")(bundle)
    for name in bundle.archive.digests:
        if not layout.is_known(name, signed=bundle.version.size is not None):
            yield name


@check("manifest_incomplete")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.manifest is not None:
        there = sorted(bundle.archive.digests.keys() - {layout.MANIFEST, layout.SM3})
        if [name for name, _, _ in bundle.manifest] != there:
            yield layout.MANIFEST


@check("manifest_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    found = bundle.archive
    for name, digest, size in bundle.manifest or ():
        if name in found.digests and (found.digests[name], found.sizes[name]) != (digest, size):
            yield name


@check("sm3_malformed")
def _(bundle: Bundle) -> Iterator[str]:
    names = [name for name in layout.SM3_OF if name in bundle.archive.members]
    found = _sm3(bundle)
    if found is not None and [name for name, _ in found] != names:
        yield layout.SM3


@check("sm3_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    for name, digest in _sm3(bundle) or ():
        made = sm3(bundle.member(name)) if name in layout.SM3_OF else None
        if made is not None and made != digest:
            yield name


def _sm3(bundle: Bundle) -> list[tuple[str, str]] | None:
    """Names and digests, None where the bundle says that there are none; empty where it cannot be read."""
    raw = bundle.member(layout.SM3)
    if raw == layout.NO_SM3:
        return None
    try:
        rows = [line.decode("ascii").split(" ") for line in lines(raw)]
    except (Unreadable, UnicodeDecodeError):
        return []
    return [(row[1], row[0]) for row in rows] if all(len(r) == 2 and is_digest(r[0]) for r in rows) else []


@check("opening_unknown")
def _(bundle: Bundle) -> Iterator[str]:
    for text, leaf in _opened(bundle):
        if leaf is None:
            yield _where(text)


@check("opening_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    for text, leaf in _opened(bundle):
        name = text.place[2]
        if leaf and not _commits(text, leaf.fields["pii"][name]):
            yield _where(text)


@check("opening_forbidden")
def _(bundle: Bundle) -> Iterator[str]:
    for text, leaf in _opened(bundle):
        if leaf and not layout.may_be_open(bundle.version.kind, leaf.type, text.place[2]):
            yield _where(text)


def _opened(bundle: Bundle) -> Iterator[tuple[Text, Leaf | None]]:
    """Each text with the leaf that commits to one of its name, None where none does."""
    leaves = {(leaf.stream, leaf.n): leaf for leaf in bundle.leaves}
    for text in bundle.opened:
        stream, number, name = text.place
        leaf = leaves.get((stream, number))
        yield text, leaf if leaf and name in leaf.fields["pii"] else None


def _commits(text: Text, digest: str) -> bool:
    try:
        return commitment(text.salt, text.place[2], text.value) == digest
    except UnicodeEncodeError:
        return False


def _where(text: Text) -> str:
    stream, number, name = text.place
    return f"{stream}#{number} {name}"


@check("attachment_missing")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.version.kind == layout.FULL:
        for digest in sorted(shown(bundle).keys() - _attached(bundle)):
            yield layout.ATTACHMENTS + digest


@check("attachment_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    wanted, found = shown(bundle), bundle.archive
    for digest in sorted(_attached(bundle)):
        name = layout.ATTACHMENTS + digest
        if found.digests[name] != digest or found.sizes[name] != wanted.get(digest, found.sizes[name]):
            yield name


@check("attachment_unknown")
def _(bundle: Bundle) -> Iterator[str]:
    wanted = shown(bundle)
    for digest in sorted(_attached(bundle)):
        if digest not in wanted or bundle.version.kind == layout.PUBLIC:
            yield layout.ATTACHMENTS + digest


def shown(bundle: Bundle) -> dict[str, object]:
    """The files that the case's events show, by digest, with the size they say."""
    return {
        leaf.data["digest"]: leaf.data.get("bytes")
        for leaf in bundle.events
        if leaf.type == "add_evidence" and is_digest(leaf.data.get("digest"))
    }


def _attached(bundle: Bundle) -> set[str]:
    return {
        name.removeprefix(layout.ATTACHMENTS)
        for name in bundle.archive.digests
        if name.startswith(layout.ATTACHMENTS)
    }


@check("timeline_changed")
def _(bundle: Bundle) -> Iterator[str]:
    leaves = [leaf.fields for leaf in bundle.events]
    made = timeline(bundle.version.log, bundle.version.case, leaves, bundle.texts)
    if bundle.member(layout.TIMELINE) != made:
        yield layout.TIMELINE
