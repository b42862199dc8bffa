"""Anything that becomes queries or texts to scan: documents, customer files. One module or folder per kind of input."""

from tamis.intake.documents import read_document, read_documents
from tamis.intake.reading import MAX_BYTES
from tamis.intake.scanning import TextScreener, scan_documents

__all__ = ["MAX_BYTES", "TextScreener", "read_document", "read_documents", "scan_documents"]
