"""The mathematics of inference on arrays of claims and figures: scores, baselines, discrepancy; it knows no war."""
