# What is wrong in these files, and how it is mended.
#
# 1. Coordinates are those of EPSG:3946 (x about 1.84 million), yet srsName says EPSG:32631, where they
#    would stand far out in the ocean. The srsName is put right.
# 2. geo:coordinateDimension, which is a number, bears that same srsName. It is taken off.
# 3. owl:imports name documents that this twin does not hold. They are taken off: nothing is fetched
#    because a file asks for it.
# 4. A building is tied to the description of lyon/batiments-2015, whose id it bears.
#
# Relative IRIs are those of the twin.

PREFIX rdfs:  <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd:   <http://www.w3.org/2001/XMLSchema#>
PREFIX geo:   <http://www.opengis.net/ont/geosparql#>
PREFIX lacis: <https://w3id.org/lacis#>
PREFIX owl:  <http://www.w3.org/2002/07/owl#>
PREFIX bldg: <http://www.opengis.net/citygml/building/2.0/building#>

DELETE { ?geometry geo:asGML ?wrong }
INSERT { ?geometry geo:asGML ?right }
WHERE {
  ?geometry geo:asGML ?wrong
  FILTER (CONTAINS(STR(?wrong), "EPSG:32631"))
  BIND (STRDT(REPLACE(STR(?wrong), "EPSG:32631", "EPSG:3946"), geo:gmlLiteral) AS ?right)
} ;

DELETE WHERE { ?thing geo:coordinateDimension "EPSG:32631" } ;

DELETE WHERE { ?document owl:imports ?other } ;

INSERT { ?building lacis:correspondsTo ?twin }
WHERE {
  ?building a bldg:Building
  BIND (IRI(CONCAT("id/lyon/building/2015/", STRAFTER(STR(?building), "#"))) AS ?twin)
}
