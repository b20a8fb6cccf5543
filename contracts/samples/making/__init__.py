"""How a sample document is made: its source is read, numbered, and written as Word, PDF or text.

The samples are judged by what stands in them, so whoever doubts one must be able to see how it came about.  One text gives every format,
so where Word and PDF of one sample are judged differently, the contract is not the cause.
Only ``make_samples.py`` uses this package; nothing of it is installed.
"""
