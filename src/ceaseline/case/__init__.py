"""Case folders: YAML and BibTeX read into frozen, validated, unit-converted objects.

Every problem of every file is reported at once with its position, what is wrong, why, and the nearest valid
name. Imports nothing above it and no numerics, so that checking a case starts at once.
"""
