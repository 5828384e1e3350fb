"""Inputs become articles: files, folders, standard input."""
