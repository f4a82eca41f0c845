"""One small module a command: ``configure`` declares its arguments, ``run`` answers."""
