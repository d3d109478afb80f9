# What is wrong in these files, and how it is mended.
#
# 1. Kinds of change are in the namespace transactiontypes#, while the ontology defines
#    transactiontype#. The namespace is put right.
# 2. owl:imports name documents that this twin does not hold. They are taken off: nothing is fetched
#    because a file asks for it.
PREFIX rdfs:  <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd:   <http://www.w3.org/2001/XMLSchema#>
PREFIX geo:   <http://www.opengis.net/ont/geosparql#>
PREFIX lacis: <https://w3id.org/lacis#>
PREFIX owl:  <http://www.w3.org/2002/07/owl#>
PREFIX vers: <https://raw.githubusercontent.com/VCityTeam/UD-Graph/master/Ontologies/CityGML/3.0/versioning#>

DELETE { ?s ?p ?wrong }
INSERT { ?s ?p ?right }
WHERE {
  ?s ?p ?wrong
  FILTER (ISIRI(?wrong) && CONTAINS(STR(?wrong), "/transactiontypes#"))
  BIND (IRI(REPLACE(STR(?wrong), "/transactiontypes#", "/transactiontype#")) AS ?right)
} ;

DELETE WHERE { ?document owl:imports ?other } ;

# The changes are told again in the words that every twin understands.

INSERT {
  ?transition a lacis:VersionTransition ; lacis:fromVersion ?from ; lacis:toVersion ?to .
  ?from a lacis:Version .
  ?to a lacis:Version .
}
WHERE { ?transition a vers:VersionTransition ; vers:VersionTransition.from ?from ; vers:VersionTransition.to ?to } ;

INSERT { ?change a lacis:Change ; lacis:inTransition ?transition ; lacis:changeType ?type }
WHERE {
  ?transition vers:VersionTransition.transaction ?change .
  ?change vers:Transaction.type ?kind
  BIND (STRAFTER(STR(?kind), "#") AS ?type)
} ;

INSERT { ?change lacis:oldObject ?old } WHERE { ?change vers:Transaction.oldFeature ?old } ;

INSERT { ?change lacis:newObject ?new } WHERE { ?change vers:Transaction.newFeature ?new }
