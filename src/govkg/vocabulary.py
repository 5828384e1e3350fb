"""The terms that the graph uses, as closed sets: a misspelt term raises AttributeError at import.

``Gov`` equals the ontology (a test holds the two together). The others list only the foreign terms in use.
Members are ``str``, so they go into SPARQL text, rdflib and pyoxigraph alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

GOV = "https://w3id.org/govkg/ontology#"
SCHEME = "https://w3id.org/govkg/scheme/"
"""Base of the SKOS concepts: ``scheme/<scheme>/<concept>``, such as ``scheme/participation-role/chair``."""


def concept(scheme: str, name: str) -> str:
    """The IRI of a concept of a closed list; underscores become hyphens ("mass_org" -> "mass-org")."""
    return f"{SCHEME}{scheme}/{name.replace('_', '-')}"


class Gov(StrEnum):
    """Our own terms: ``docs/graph.md`` says how they are used, ``ontology/govkg.ttl`` what they mean."""

    # agents and bodies
    Agent = GOV + "Agent"
    Organization = GOV + "Organization"
    PublicOrganization = GOV + "PublicOrganization"
    Government = GOV + "Government"
    Ministry = GOV + "Ministry"
    Agency = GOV + "Agency"
    Department = GOV + "Department"
    Legislature = GOV + "Legislature"
    Presidency = GOV + "Presidency"
    Court = GOV + "Court"
    Procuracy = GOV + "Procuracy"
    PartyBody = GOV + "PartyBody"
    MassOrganization = GOV + "MassOrganization"
    LocalGovernment = GOV + "LocalGovernment"
    Province = GOV + "Province"
    PublicUnit = GOV + "PublicUnit"
    ArmedForces = GOV + "ArmedForces"
    Enterprise = GOV + "Enterprise"
    InternationalOrganization = GOV + "InternationalOrganization"
    ForeignOrganization = GOV + "ForeignOrganization"
    Reorganization = GOV + "Reorganization"
    partOf = GOV + "partOf"
    shortName = GOV + "shortName"
    weakName = GOV + "weakName"
    validFrom = GOV + "validFrom"
    validUntil = GOV + "validUntil"
    before = GOV + "before"
    after = GOV + "after"
    changeKind = GOV + "changeKind"
    changedOn = GOV + "changedOn"
    # people and posts
    Official = GOV + "Official"
    Post = GOV + "Post"
    Tenure = GOV + "Tenure"
    postTitle = GOV + "postTitle"
    postIn = GOV + "postIn"
    postRole = GOV + "postRole"
    rank = GOV + "rank"
    oneSeat = GOV + "oneSeat"
    headRole = GOV + "headRole"
    holder = GOV + "holder"
    inPost = GOV + "inPost"
    tenureStatus = GOV + "tenureStatus"
    observedFirst = GOV + "observedFirst"
    observedLast = GOV + "observedLast"
    statedBegin = GOV + "statedBegin"
    statedEnd = GOV + "statedEnd"
    # meetings
    Meeting = GOV + "Meeting"
    Participation = GOV + "Participation"
    meetingType = GOV + "meetingType"
    meetingStatus = GOV + "meetingStatus"
    begin = GOV + "begin"
    end = GOV + "end"
    place = GOV + "place"
    event = GOV + "event"
    participant = GOV + "participant"
    participationRole = GOV + "participationRole"
    # documents
    LegalDocument = GOV + "LegalDocument"
    Constitution = GOV + "Constitution"
    Law = GOV + "Law"
    Ordinance = GOV + "Ordinance"
    Resolution = GOV + "Resolution"
    Decree = GOV + "Decree"
    Decision = GOV + "Decision"
    Circular = GOV + "Circular"
    Directive = GOV + "Directive"
    Plan = GOV + "Plan"
    Dispatch = GOV + "Dispatch"
    Treaty = GOV + "Treaty"
    Report = GOV + "Report"
    documentType = GOV + "documentType"
    number = GOV + "number"
    documentStatus = GOV + "documentStatus"
    issuer = GOV + "issuer"
    signer = GOV + "signer"
    issuedOn = GOV + "issuedOn"
    effectiveOn = GOV + "effectiveOn"
    relatesTo = GOV + "relatesTo"
    amends = GOV + "amends"
    repeals = GOV + "repeals"
    basedOn = GOV + "basedOn"
    details = GOV + "details"
    cites = GOV + "cites"
    # standards
    Standard = GOV + "Standard"
    StandardAdoption = GOV + "StandardAdoption"
    editionOf = GOV + "editionOf"
    replacedBy = GOV + "replacedBy"
    identicalTo = GOV + "identicalTo"
    standardAdopted = GOV + "standardAdopted"
    adopter = GOV + "adopter"
    adopterGroup = GOV + "adopterGroup"
    # decisions, speech, topics
    PersonnelDecision = GOV + "PersonnelDecision"
    action = GOV + "action"
    concerns = GOV + "concerns"
    decidedPost = GOV + "decidedPost"
    decidedTitle = GOV + "decidedTitle"
    decidedBy = GOV + "decidedBy"
    decidedOn = GOV + "decidedOn"
    SpeechAct = GOV + "SpeechAct"
    speechKind = GOV + "speechKind"
    speaker = GOV + "speaker"
    addressee = GOV + "addressee"
    content = GOV + "content"
    Topic = GOV + "Topic"
    Task = GOV + "Task"
    Shortcoming = GOV + "Shortcoming"
    topicOf = GOV + "topicOf"
    raisedBy = GOV + "raisedBy"
    # sources and evidence
    Article = GOV + "Article"
    Statement = GOV + "Statement"
    Evidence = GOV + "Evidence"
    ExtractionRun = GOV + "ExtractionRun"
    Rule = GOV + "Rule"
    articleTitle = GOV + "articleTitle"
    articleSummary = GOV + "articleSummary"
    articleText = GOV + "articleText"
    url = GOV + "url"
    published = GOV + "published"
    publisher = GOV + "publisher"
    digest = GOV + "digest"
    restsOn = GOV + "restsOn"
    evidence = GOV + "evidence"
    fact = GOV + "fact"
    rule = GOV + "rule"
    confidence = GOV + "confidence"
    part = GOV + "part"
    startOffset = GOV + "startOffset"
    endOffset = GOV + "endOffset"
    exact = GOV + "exact"
    # identity and judgement
    Judgement = GOV + "Judgement"
    identifiedAs = GOV + "identifiedAs"
    identityScore = GOV + "identityScore"
    identityReason = GOV + "identityReason"
    identityMethod = GOV + "identityMethod"
    # concepts of the closed lists
    ChangeKind = GOV + "ChangeKind"
    DecisionAction = GOV + "DecisionAction"
    DocumentStatus = GOV + "DocumentStatus"
    DocumentType = GOV + "DocumentType"
    MeetingStatus = GOV + "MeetingStatus"
    MeetingType = GOV + "MeetingType"
    OrganizationKind = GOV + "OrganizationKind"
    ParticipationRole = GOV + "ParticipationRole"
    PostRole = GOV + "PostRole"
    SpeechKind = GOV + "SpeechKind"
    TenureStatus = GOV + "TenureStatus"
    classOfKind = GOV + "classOfKind"
    numberSuffix = GOV + "numberSuffix"
    # short cuts, made by ontology/rules
    chairs = GOV + "chairs"
    hasPart = GOV + "hasPart"
    headOf = GOV + "headOf"
    participatesIn = GOV + "participatesIn"
    succeededBy = GOV + "succeededBy"
    within = GOV + "within"
    worksFor = GOV + "worksFor"


ORGANIZATION_CLASSES: Final[Mapping[str, Gov]] = {
    "government": Gov.Government,
    "ministry": Gov.Ministry,
    "agency": Gov.Agency,
    "department": Gov.Department,
    "legislature": Gov.Legislature,
    "presidency": Gov.Presidency,
    "court": Gov.Court,
    "procuracy": Gov.Procuracy,
    "party": Gov.PartyBody,
    "mass_org": Gov.MassOrganization,
    "local_government": Gov.LocalGovernment,
    "public_unit": Gov.PublicUnit,
    "armed_forces": Gov.ArmedForces,
    "enterprise": Gov.Enterprise,
    "international": Gov.InternationalOrganization,
    "foreign": Gov.ForeignOrganization,
    "other": Gov.Organization,
}
"""The class of the bodies of each kind of the model; the scheme organization-kind says the same."""

DOCUMENT_CLASSES: Final[Mapping[str, Gov]] = {
    "constitution": Gov.Constitution,
    "law": Gov.Law,
    "ordinance": Gov.Ordinance,
    "resolution": Gov.Resolution,
    "decree": Gov.Decree,
    "decision": Gov.Decision,
    "circular": Gov.Circular,
    "directive": Gov.Directive,
    "plan": Gov.Plan,
    "dispatch": Gov.Dispatch,
    "treaty": Gov.Treaty,
    "report": Gov.Report,
    "other": Gov.LegalDocument,
}
"""The class of the documents of each type of the model; the scheme document-type says the same."""


class Rdf(StrEnum):
    """RDF and RDF Schema."""

    type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    subject = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
    predicate = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"
    object = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
    JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
    label = "http://www.w3.org/2000/01/rdf-schema#label"


class Skos(StrEnum):
    """SKOS."""

    inScheme = "http://www.w3.org/2004/02/skos/core#inScheme"
    prefLabel = "http://www.w3.org/2004/02/skos/core#prefLabel"
    altLabel = "http://www.w3.org/2004/02/skos/core#altLabel"
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    exactMatch = "http://www.w3.org/2004/02/skos/core#exactMatch"


class Dct(StrEnum):
    """Dublin Core terms."""

    source = "http://purl.org/dc/terms/source"


class Xsd(StrEnum):
    """XML Schema datatypes."""

    date = "http://www.w3.org/2001/XMLSchema#date"
    dateTime = "http://www.w3.org/2001/XMLSchema#dateTime"
    gYear = "http://www.w3.org/2001/XMLSchema#gYear"
    gYearMonth = "http://www.w3.org/2001/XMLSchema#gYearMonth"
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    string = "http://www.w3.org/2001/XMLSchema#string"
