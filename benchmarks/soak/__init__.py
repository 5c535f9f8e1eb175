"""Long runs: what must not crash, grow or drift. A module here with a `run()` is a part of it."""
