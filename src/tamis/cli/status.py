"""What a run's exit status says. Programs rely on these numbers."""

DONE = 0
DONE_IN_PART = 1
"""A list could not be refreshed, a document among several could not be read, something kept is damaged."""
REFUSED = 2
"""Bad usage or input: nothing was done."""
FOUND = 3
"""With --fail-on-hit: there was a hit."""
INTERRUPTED = 130
"""Stopped with Ctrl-C: 128 + SIGINT, as shells have it."""
READER_LEFT = 141
"""The reader of a pipe left before the end: 128 + SIGPIPE, as shells have it. Not 0: that would say "no hit"."""
