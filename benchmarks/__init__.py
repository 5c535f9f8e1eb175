"""Speed as ratios within one run: what gaozhi takes against what it is measured by."""
