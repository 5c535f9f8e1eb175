"""`python -m gaozhi.cli` is `python -m gaozhi`."""

import sys

from gaozhi.cli import main

if __name__ == "__main__":
    sys.exit(main())
