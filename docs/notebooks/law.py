# %% [markdown]
# # A law: from draft to daily use
#
# **The question.** How did Vietnam's Law on Measurement (Luật Đo lường) come
# about: who discussed the draft, who passed it, when did it bind, and what
# followed?
#
# We read [these short pieces](articles/README.md) about public events, six of
# them on this law, and the article that ships with govkg, which mentions it in
# passing.

# %%
import pandas as pd
from IPython.display import SVG

import govkg
from govkg.lookup import Document
from govkg.views.drawing import network_svg

pd.set_option("display.max_colwidth", None)

kg = govkg.open()  # in memory; a folder would keep it
print(kg.ingest("articles", "../../data/articles"))

# %% [markdown]
# ## The law
#
# By its number, it is one thing in the graph, with what the pieces say of it
# and each sentence:

# %%
law = kg.document("04/2011/QH13")
law

# %% [markdown]
# Pieces often give the name alone. A bare name may be this law or, before it
# passed, its draft, so what is said of the name may lie on an entity of its
# own. A reporter wants both:

# %%
named = [
    kg.entity(hit.iri)
    for hit in kg.search("Luật Đo lường", type="document")
    if hit.label == "Luật Đo lường"
]
pd.DataFrame(
    {
        "address": each.iri,
        "number": each.number or "",
        "sentences": len(each.evidence),
    }
    for each in named
)

# %% [markdown]
# ## Who spoke about the draft

# %%
meetings = [
    each
    for each in kg.meetings()
    if any("Luật Đo lường" in said.quote for said in each.evidence)
]
pd.DataFrame(
    {
        "day": str(meeting.begin),
        "meeting": meeting.name,
        "who": str(part.participant),
        "role": part.role,
        "quote": part.evidence[0].quote,
    }
    for meeting in meetings
    for part in sorted(
        meeting.participations,
        key=lambda part: (part.role, str(part.participant)),
    )
)

# %% [markdown]
# ## What followed
#
# Documents whose sentences speak of the law: the order that published it, the
# ordinance that it ended, the decree that details it, the law that amends it.

# %%
others = [
    each
    for each in kg.every(Document)
    if each not in named
    and each.number
    and any("Luật Đo lường" in said.quote for said in each.evidence)
]
pd.DataFrame(
    {
        "number": each.number,
        "what": each.name,
        "issued by": str(each.passed_by or ""),
        "signed by": ", ".join(map(str, each.signed_by)),
        "issued on": str(each.issued_on or ""),
        "in force": str(each.effective_on or ""),
        "to the law": ", ".join(
            relation
            for relation in ("details", "amends", "repeals")
            if set(getattr(each, relation)) & set(named)
        ),
    }
    for each in sorted(others, key=lambda each: each.order)
)

# %% [markdown]
# ## The way in days
#
# Every day below is in the graph, and stands on a sentence.

# %%
steps = {
    f"discussed: {meeting.name}": meeting.begin
    for meeting in meetings
    if meeting.begin
}
steps |= {"passed": law.issued_on, "in force": law.effective_on}
steps |= {
    f"issued: {each.number}": each.issued_on
    for each in others
    if each.issued_on
}
way = pd.DataFrame(
    sorted((pd.Timestamp(str(day)), step) for step, day in steps.items()),
    columns=["day", "step"],
)
way.assign(days_later=way["day"].diff().dt.days.fillna(0).astype(int))

# %% [markdown]
# ## Around the law
#
# All that touches the law and the documents above, as a picture. `kg.network`
# gives a networkx graph: here they are put together by networkx, and any other
# drawing would do as well.

# %%
graph = kg.network(law.iri)
for each in [*named, *others]:
    graph.update(kg.network(each.iri))
SVG(network_svg(graph, title="Luật Đo lường", focus=law.iri, lang="en"))

# %% [markdown]
# ## Every sentence, in order
#
# The story as the pieces tell it. Copy a quote from here and you can name its
# piece.

# %%
told = {
    (said.article.day, said.article.title, said.quote)
    for each in [*named, *others]
    for said in each.evidence
}
pd.DataFrame(sorted(told), columns=["day", "piece", "quote"])

# %% [markdown]
# ## What the data cannot say
#
# - **How they voted.** "86% of the deputies" is in a quote; votes are no facts
#   of this graph, let alone by name.
# - **What changed on the way.** The pieces tell of a draft and of a law with
#   58 articles; which sentences of the draft fell or came is in neither.
# - **A draft is not the law.** Sentences on "dự án" and "dự thảo" speak of a
#   draft. Where a table calls a draft adopted, or names another body than the
#   National Assembly as its maker, the reader took a sentence too far: the
#   quote beside it decides.
# - **Silence.** Of the Government's work before August 2010 nothing is told
#   here, so nothing is known. More articles would say more; the code stays the
#   same.
