"""`python -m gaozhi` does what `gaozhi` does, where the script's folder is not on the path."""

import sys

from gaozhi.cli import main

if __name__ == "__main__":
    sys.exit(main())
