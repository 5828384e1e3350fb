"""Addresses become articles, asked for politely."""
