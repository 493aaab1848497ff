"""The command line: `hinterland run`, `check`, `claims`, `explain`, `scenarios`, `publish`, `cache`."""
