"""`python -m tamis`: the command line, where the installed `tamis` script is not on the path."""

import sys

from tamis.cli import main

if __name__ == "__main__":
    sys.exit(main())
