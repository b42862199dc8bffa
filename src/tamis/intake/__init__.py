"""Anything that becomes queries or texts to scan: documents, customer files. One module or folder per kind of input."""

from tamis.intake.documents import MAX_BYTES, TextScreener, read_document, scan_documents

__all__ = ["MAX_BYTES", "TextScreener", "read_document", "scan_documents"]
