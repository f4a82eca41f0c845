"""The mechanisms, one module each, and the order in which a month runs through them.

A mechanism is a small pure scalar function whose docstring gives its formula, units and source. It is written
once: the kernel compiles it, the tests also run it uncompiled.
"""
