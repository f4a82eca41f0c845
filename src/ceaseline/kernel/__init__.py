"""The compiled month loop and the addressed random numbers it draws from.

Bare arrays in, bare arrays out: no file, clock or log, no notion of a case or a country. Every draw is a pure
function of its address, so results are the same bits for any number of threads and any batch size.
"""
