"""Text made readable by rules, with a way back to every character of the source."""
