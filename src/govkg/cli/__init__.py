"""The shell: arguments only; a command is one call."""
