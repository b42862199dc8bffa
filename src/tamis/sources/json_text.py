"""JSON text, distrusted: one document, or one object a line.

In: text of a file. Out: what it says, or one clear line. Knows nothing of publishers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tamis.errors import FormatError
from tamis.sources.reading import OpenedFile

LINE_LIMIT_BYTES = 2**25
"""The longest line that is read: the longest that OpenSanctions publishes, a state with all that is linked to it, has some
megabytes."""


def parse_json(text: str, where: str, advice: str) -> Any:
    """Return what a JSON text says.

    Args:
        text: One JSON document.
        where: The file, and the line where it has several.
        advice: What to do, for the message.

    Raises:
        FormatError: no JSON, nested too deeply, a number of thousands of digits, or half of a surrogate pair.
    """
    try:
        twin = json.loads(text)
        if "\\u" in text:
            json.dumps(twin, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise FormatError(f"{where} holds half of a surrogate pair; write the character itself") from None
    except (ValueError, RecursionError) as error:
        fault = "nested too deeply" if isinstance(error, RecursionError) else getattr(error, "msg", "a number too long")
        raise FormatError(f"{where} is not JSON ({fault}); {advice}") from None
    return twin


def json_objects(file: OpenedFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the object on each line of a file with its line number; blank lines are skipped.

    Raises:
        FormatError: a line that is no JSON object, one that is too long, or no line at all.
    """
    number = 0
    found = False
    with file.stream() as stream:
        while raw := stream.readline(LINE_LIMIT_BYTES + 1):
            number += 1
            where = f"{file.path}: line {number}"
            if len(raw) > LINE_LIMIT_BYTES:
                most = LINE_LIMIT_BYTES // 2**20
                raise FormatError(f"{where} is longer than {most} MiB; no publisher's line is, download the file again")
            if not raw.strip():
                continue
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise FormatError(f"{where} is not UTF-8; the file is damaged, download it again") from None
            twin = parse_json(line, where, "the file is cut off or damaged, download it again")
            if not isinstance(twin, dict):
                raise FormatError(f"{where} is no JSON object; the file is damaged or another one")
            found = True
            yield number, twin
    if not found:
        raise FormatError(f"{file.path}: the file holds no line; download it again")
