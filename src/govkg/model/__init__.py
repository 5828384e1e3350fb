"""The nouns that flow through govkg: articles, spans, partial dates, actors, facts, statements.

Frozen and slotted: a stage yields new values, it never changes those it was given.
"""
