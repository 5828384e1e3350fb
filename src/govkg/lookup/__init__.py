"""The Python API: a knowledge graph and its entities, each fact with the sentence behind it."""

from govkg.lookup.certainty import Certainty
from govkg.lookup.entities import Document, Meeting, Organization, Person, Post, Standard, Topic
from govkg.lookup.entity import Entity, to_pandas
from govkg.lookup.evidence import Article, Evidence
from govkg.lookup.facts import Adoption, Decision, Participation, Reorganization, SpeechAct, Tenure
from govkg.lookup.graph import KnowledgeGraph
from govkg.lookup.holding import Holder, Holding
from govkg.lookup.record import Line, Record

__all__ = [
    "Adoption",
    "Article",
    "Certainty",
    "Decision",
    "Document",
    "Entity",
    "Evidence",
    "Holder",
    "Holding",
    "KnowledgeGraph",
    "Line",
    "Meeting",
    "Organization",
    "Participation",
    "Person",
    "Post",
    "Record",
    "Reorganization",
    "SpeechAct",
    "Standard",
    "Tenure",
    "Topic",
    "to_pandas",
]
