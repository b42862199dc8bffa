"""The command line: one small function per command that reads its arguments, makes one library call and prints.

In: arguments, `tamis.toml`, the environment. Out: an answer on standard output, one line on standard error where
something is wrong, an exit status. What takes time to import (numpy, lxml, trafilatura, rich) is imported inside the
command that needs it; `import tamis.cli` loads none of it.
"""

from tamis.cli.run import main

__all__ = ["main"]
