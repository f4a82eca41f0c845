"""What every test shares."""

from hypothesis import settings

# Compiled kernels make the first example of a property slow, so a deadline would only measure the compiler.
settings.register_profile("ceaseline", deadline=None, derandomize=True)
settings.load_profile("ceaseline")
