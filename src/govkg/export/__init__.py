"""The graph and what articles say, in the formats that others read."""
