"""What to run: packages x worlds x luck; the runner that runs it; the store that keeps the results.

The lowest layer that may touch files, the clock or a log. Results leave it as labelled arrays and tidy tables
with a manifest that says from which case, seed and versions they came.
"""
