"""What the model book is made of: mechanisms as docstrings tell them, responses, notes on each phase."""
