# %% [markdown]
# # A career: from minister to chair of the National Assembly
#
# **The question.** Nguyễn Thị Kim Ngân was a minister, then deputy chair, then
# the first chairwoman of Vietnam's National Assembly. When did she hold which
# post, how sure can we be of that, and which sentence says so?
#
# We read [these short pieces](articles/README.md) about public events, six of
# them about her, and the article that ships with govkg. Nothing else is known
# of her here: what you see is what the pieces say.

# %%
import re
from datetime import date

import networkx as nx
import pandas as pd
from IPython.display import SVG

import govkg
from govkg.lookup import Person
from govkg.pictures import draw

pd.set_option("display.max_colwidth", None)

kg = govkg.open()  # in memory; a folder would keep it
print(kg.ingest("articles", "../../data/articles"))

# %% [markdown]
# ## Her posts
#
# Any spelling finds her. A piece of news says who holds a post *on the day of
# the piece*, seldom since when or until when. So each post has the first and
# last day on which a piece shows her in it, and, in a column of its own, the
# begin and end that a piece states.


# %%
def posts(person):
    """Her posts, a row each."""
    return pd.DataFrame(
        {
            "post": str(tenure.post),
            "shown": str(tenure.observed) if tenure.observed else "",
            "stated": str(tenure.stated) if tenure.stated else "",
            "sentences": len(tenure.evidence),
        }
        for tenure in person.tenures
    )


person = kg.person("nguyen thi kim ngan")
posts(person)

# %% [markdown]
# ## Check before you print
#
# A profile tells of the past. These sentences on her posts carry a month of
# their own, which is read as what they state: since when she held the post, or
# until when. Such a sentence shows nobody in the post on the day of its piece.

# %%
dated = [
    (tenure, said)
    for tenure in person.tenures
    for said in tenure.evidence
    if re.search(r"tháng \d+/\d{4}", said.quote, re.IGNORECASE)
]
pd.DataFrame(
    {
        "post": str(tenure.post),
        "stated": str(tenure.stated) if tenure.stated else "",
        "piece of": said.article.day,
        "quote": said.quote,
    }
    for tenure, said in dated
)

# %% [markdown]
# Read them against the rows. A reader can be wrong, and a person may say so:
# `kg.judge("wrong", statement, who="…")` wins over the machine for good,
# carries who judged, can be undone (`kg.undo()`), and leaves the piece as it
# is.
#
# The same as a picture. A bar is solid between the first and the last day that
# pieces show, and dotted where a side is unknown: no end date never means
# "still in office".

# %%
SVG(draw(kg, "timeline", "svg", entity=person.iri, lang="en"))

# %% [markdown]
# ## Who was who on a day
#
# `who_held` answers with how sure it is: *certain* where a piece shows the
# holder on that very day or states a begin and an end around it, *likely*
# between two known points, *last known* after all that is known. A holder whom
# no piece had shown yet is *not yet known*. Beside each stands the sentence
# nearest to the day.


# %%
def nearest(evidence, day):
    """The sentence whose piece is of the day or nearest to it."""
    on = date.fromisoformat(day)
    return min(evidence, key=lambda said: abs(said.article.day - on))


asked = [
    ("Bộ trưởng", "Bộ Lao động - Thương binh và Xã hội", "2009-01-01"),
    ("Phó Chủ tịch", "Quốc hội", "2012-06-01"),
    ("Chủ tịch", "Quốc hội", "2014-01-01"),
    ("Chủ tịch", "Quốc hội", "2016-03-31"),
    ("Chủ tịch", "Quốc hội", "2021-03-31"),
]
pd.DataFrame(
    {
        "post": f"{post} {body}",
        "on": day,
        "holder": holder.person.name,
        "how sure": holder.certainty.value,
        "because": nearest(holder.evidence, day).quote,
    }
    for post, body, day in asked
    for holder in kg.who_held(post, body, on=day)
)

# %% [markdown]
# One of these answers by itself, as a notebook shows it:

# %%
kg.who_held("Chủ tịch", "Quốc hội", on="2014-01-01")

# %% [markdown]
# ## The sentence behind a fact
#
# Every fact stands on exact sentences. These are the ones that elected her,
# each with its piece.

# %%
decisions = [each for each in person.decisions if each.action == "elect"]
pd.DataFrame(
    {
        "decided": each.name,
        "on": str(each.on or ""),
        "quote": said.quote,
        "piece": said.article.title,
    }
    for each in decisions
    for said in each.evidence
)

# %% [markdown]
# ## Who shared her bodies and her meetings
#
# The graph is a networkx graph. Two steps from her lie the people who share a
# body or a meeting with her: an editor's first list of whom to call.

# %%
around = kg.network(person.iri, depth=2).to_undirected()
people = {other.iri for other in kg.every(Person)}
label = nx.get_node_attributes(around, "label")
pd.DataFrame(
    sorted(
        (
            label[iri],
            ", ".join(
                sorted(
                    label[step]
                    for step in set(around[person.iri]) & set(around[iri])
                )
            ),
        )
        for iri in people & set(around) - {person.iri}
    ),
    columns=["who", "through"],
)

# %% [markdown]
# ## What the data cannot say
#
# - **Old posts.** Where a piece tells since when and not until when, the end
#   is unknown, and not denied. A post that is only called past has neither.
# - **A change between two sightings.** A few pieces tell of thirteen years.
#   Between two of them a post is *likely*, no more, and the day on which
#   somebody left it is known only where a piece tells it in words that the
#   reader knows. Two holders of one seat on one day are such a change: read
#   both sentences.
# - **Who else stood for the post, and who voted how** is in no piece. The
#   number of votes is in the quote, not in the graph.
# - **One sided.** Pieces in the style of agency news report what offices do.
#   Criticism, and what happened behind doors, has no sentence here, and so no
#   fact.
