"""Statements become quads, identity decides who is who, knowledge is what rests on both."""
