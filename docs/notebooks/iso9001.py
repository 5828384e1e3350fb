# %% [markdown]
# # A standard: who rolls out ISO 9001?
#
# **The question.** Since 2006, Vietnam has asked its offices to run their work
# by ISO 9001, a standard for quality management. Who ordered it, who works by
# which edition, and who says so?
#
# We read [these short pieces](articles/README.md) about public events, six of
# them on this, and the article that ships with govkg.

# %%
import pandas as pd
from IPython.display import SVG

import govkg
from govkg.lookup import Adoption, Document
from govkg.views.drawing import network_svg

pd.set_option("display.max_colwidth", None)

kg = govkg.open()  # in memory; a folder would keep it
print(kg.ingest("articles", "../../data/articles"))

# %% [markdown]
# ## One standard, many editions
#
# "ISO 9001:2008" and "TCVN ISO 9001:2008" are the same text, one international
# and one national; 2008 gave way to 2015. This comes with govkg as reference
# data, so that a question about the standard finds every edition.

# %%
family = kg.standard("TCVN ISO 9001")
pd.DataFrame(
    {
        "edition": edition.name,
        "identical to": ", ".join(map(str, edition.identical_to)),
        "replaced by": str(edition.replaced_by or ""),
        "sentences": len(edition.evidence),
    }
    for edition in family.editions
)

# %% [markdown]
# ## Who decided what

# %%
orders = [
    each
    for each in kg.every(Document)
    if any("ISO 9001" in said.quote for said in each.evidence)
]
pd.DataFrame(
    {
        "number": each.number,
        "issued by": str(each.passed_by or ""),
        "on": str(each.issued_on or ""),
        "quote": each.evidence[0].quote,
    }
    for each in sorted(orders, key=lambda each: each.order)
)

# %% [markdown]
# ## Who works by it
#
# An adopter is a body with a name, or a group in the words of the piece. A
# group stays as it is told: no office becomes an adopter because "all offices
# of the province" are.

# %%
adoptions = kg.every(Adoption)
pd.DataFrame(
    {
        "who": str(each.adopter or each.group),
        "is": each.adopter.kind if each.adopter else "a group",
        "edition": each.standard.name,
        "piece of": str(each.evidence[0].article.day),
        "quote": each.evidence[0].quote,
    }
    for each in adoptions
)

# %% [markdown]
# The same question is a named query, so the shell answers it too: `govkg query
# adopters-of-standard -p standard="ISO 9001"`.

# %%
kg.query("adopters-of-standard", standard="ISO 9001").to_pandas()[
    ["adopter", "edition"]
]

# %% [markdown]
# ## As a picture

# %%
SVG(
    network_svg(
        kg.network(family.iri, depth=2),
        title="TCVN ISO 9001",
        focus=family.iri,
        lang="en",
    )
)

# %% [markdown]
# ## How the talk moved on
#
# Sentences that name an edition, by the year of the piece: 2008 is spoken of
# long after 2015 came.

# %%
said = [
    {
        "edition": edition.name,
        "year": sentence.article.day.year,
        "quote": sentence.quote,
    }
    for edition in (*family.editions, *kg.standard("ISO 9001").editions)
    for sentence in edition.evidence
]
spoken = pd.DataFrame(said).drop_duplicates()
pd.crosstab(spoken["edition"], spoken["year"])

# %% [markdown]
# ## What the data cannot say
#
# - **What no rule read.** These sentences name the standard and gave no
#   adopter: some only order or plan, others do tell of an adopter in words
#   that the reader does not know. The list is here so that you can judge for
#   yourself.

# %%
read = {sentence.quote for each in adoptions for sentence in each.evidence}
named = {
    sentence.quote
    for standard in (family, kg.standard("ISO 9001"))
    for sentence in standard.evidence
}
pd.DataFrame(
    sorted(named - read), columns=["names the standard, gives no adopter"]
)

# %% [markdown]
# - **Numbers.** "43 of 45", "142 communes": counts stay in the quotes. The
#   graph knows who, not how many.
# - **Working by it, or saying so.** A decision that announces conformity is an
#   office's word on itself. A certificate is the word of another; the pieces
#   mention two, and neither tells how the work went.
# - **From when until when.** Adoptions have the day of the piece that tells of
#   them. That an office works by an edition today follows from none of them.
