"""What Wikidata and other endpoints call the same: candidates by name, weighed with reasons, and what they add.

Nothing is asserted but by a score above a measured bar or by a person's word; see docs/linking.md.
"""
