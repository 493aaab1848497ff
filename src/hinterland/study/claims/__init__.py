"""Claims as questions to a run: what each counts, where and when, how it is judged, which are held out."""
