"""XML too large for a tree: its items one at a time, each freed before the next.

In: an opened file and the names of its items. Out: each item as an element without namespaces. As in `reading`, no entity is
resolved, no DTD read, nothing fetched. Knows nothing of publishers.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from lxml import etree

from tamis.errors import FormatError
from tamis.sources.findings import Findings
from tamis.sources.reading import OpenedFile, with_document_type, xml_fault

_PROLOG_BYTES = 4096


def stream_items(file: OpenedFile, names: Sequence[str]) -> Iterator[etree._Element]:
    """Give every element that bears one of the names, in the file's order; it is emptied once the next is asked for.

    What stands outside of these elements is given at the end, with the root: a container that nobody named is found there.

    Args:
        file: The file, of any size.
        names: Local names of items that do not stand within one another.

    Raises:
        FormatError: not well-formed, cut off, or declaring a document type.
    """
    if any(mark in file.head[:_PROLOG_BYTES] for mark in (b"<!DOCTYPE", b"<!ENTITY")):
        raise with_document_type(file)
    with file.stream() as stream:
        items = etree.iterparse(
            stream,
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in items:
                if element.getroottree().docinfo.internalDTD is not None:
                    raise with_document_type(file)
                _strip_namespaces(element)
                yield element
                _free(element)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise FormatError(f"{file.path}: {xml_fault(error)}; download it again") from None
        root = items.root
        if root is not None:
            if root.getroottree().docinfo.internalDTD is not None:
                raise with_document_type(file)
            _strip_namespaces(root)
            yield root


def report_leftovers(root: etree._Element, containers: Container[str], findings: Findings) -> None:
    """Report what is left of a file once its items are read: what stands where nothing is known to stand.

    Args:
        root: The root, as `stream_items` gives it at the end.
        containers: Names of the elements that hold items, or are items themselves.
        findings: Takes the report.
    """
    for container in root:
        if container.tag not in containers:
            findings.note_unread(f"element {container.tag}", "the list")
        for child in container:
            if not (len(child) or child.attrib or child.text):  # the last item, emptied
                continue
            findings.note_unread(f"element {container.tag}/{child.tag}", "the list")


def _strip_namespaces(element: etree._Element) -> None:
    for one in element.iter():
        tag = one.tag
        if tag[0] == "{":
            one.tag = tag.partition("}")[2]


def _free(element: etree._Element) -> None:
    """Drop an element that was read, and its siblings before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
