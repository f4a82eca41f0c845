"""Tables, sentences and charts computed from results; what they look like is the faces' affair.

Only formatting is done here: every figure comes from analysis. Text from a case passes through
``ceaseline.views.text.plain`` before it may reach a terminal or a page.
"""
