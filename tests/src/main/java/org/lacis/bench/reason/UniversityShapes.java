package org.lacis.bench.reason;

import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/// Shapes for [Universities], with what the ontology says of their classes: 15 node shapes and 64
/// property shapes, of all kinds that profiles in use are made of. Some find much, most nothing.
final class UniversityShapes {
  private static final String PREFIXES =
      """
      PREFIX ub: <http://swat.cse.lehigh.edu/onto/univ-bench.owl#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX : <http://example.org/shapes#>
      """;

  private static final String CLASSES =
      """
      ub:Professor rdfs:subClassOf ub:Faculty .
      ub:FullProfessor rdfs:subClassOf ub:Professor .
      ub:AssociateProfessor rdfs:subClassOf ub:Professor .
      ub:AssistantProfessor rdfs:subClassOf ub:Professor .
      ub:Lecturer rdfs:subClassOf ub:Faculty .
      ub:Faculty rdfs:subClassOf ub:Employee .
      ub:Employee rdfs:subClassOf ub:Person .
      ub:UndergraduateStudent rdfs:subClassOf ub:Student .
      ub:GraduateStudent rdfs:subClassOf ub:Student .
      ub:Student rdfs:subClassOf ub:Person .
      ub:TeachingAssistant rdfs:subClassOf ub:Person .
      ub:ResearchAssistant rdfs:subClassOf ub:Student .
      ub:GraduateCourse rdfs:subClassOf ub:Course .
      ub:Course rdfs:subClassOf ub:Work .
      ub:University rdfs:subClassOf ub:Organization .
      ub:Department rdfs:subClassOf ub:Organization .
      ub:ResearchGroup rdfs:subClassOf ub:Organization .
      """;

  private static final String SHAPES =
      """
      :Person a sh:NodeShape ; sh:targetClass ub:Person ; sh:nodeKind sh:IRI ;
        sh:property [ sh:path ub:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
          [ sh:path ub:emailAddress ; sh:minCount 1 ; sh:pattern "^[^@]+@[^@]+$" ] ,
          [ sh:path ub:telephone ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:minLength 12 ] ,
          [ sh:path ub:age ; sh:maxCount 1 ; sh:minInclusive 0 ; sh:maxInclusive 130 ] ,
          [ sh:path ub:title ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
          [ sh:path rdf:type ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
      :Faculty a sh:NodeShape ; sh:targetClass ub:Faculty ;
        sh:property [ sh:path ub:worksFor ; sh:minCount 1 ; sh:class ub:Department ] ,
          [ sh:path ub:undergraduateDegreeFrom ; sh:minCount 1 ; sh:class ub:University ] ,
          [ sh:path ub:mastersDegreeFrom ; sh:minCount 1 ; sh:class ub:University ] ,
          [ sh:path ub:doctoralDegreeFrom ; sh:minCount 1 ; sh:class ub:University ] ,
          [ sh:path ub:researchInterest ; sh:maxCount 1 ; sh:pattern "^Research[0-9]+$" ] ,
          [ sh:path ub:teacherOf ; sh:minCount 1 ; sh:maxCount 6 ; sh:class ub:Course ] .
      :Professor a sh:NodeShape ; sh:targetClass ub:Professor ;
        sh:property [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:minCount 5 ;
            sh:class ub:Publication ] ,
          [ sh:path [ sh:inversePath ub:advisor ] ; sh:class ub:Student ] ,
          [ sh:path ub:headOf ; sh:maxCount 1 ; sh:class ub:Department ] ,
          [ sh:path ( ub:worksFor ub:subOrganizationOf ) ; sh:minCount 1 ; sh:class ub:University ] .
      :FullProfessor a sh:NodeShape ; sh:targetClass ub:FullProfessor ;
        sh:property [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:minCount 15 ] ,
          [ sh:path ub:name ; sh:pattern "^FullProfessor" ] ,
          [ sh:path ub:teacherOf ; sh:qualifiedValueShape [ sh:class ub:GraduateCourse ] ;
            sh:qualifiedMinCount 1 ] .
      :AssociateProfessor a sh:NodeShape ; sh:targetClass ub:AssociateProfessor ;
        sh:property [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:minCount 10 ] ,
          [ sh:path ub:name ; sh:pattern "^AssociateProfessor" ] ,
          [ sh:path ub:headOf ; sh:maxCount 0 ] .
      :AssistantProfessor a sh:NodeShape ; sh:targetClass ub:AssistantProfessor ;
        sh:property [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:minCount 5 ] ,
          [ sh:path ub:name ; sh:pattern "^AssistantProfessor" ] ,
          [ sh:path ub:headOf ; sh:maxCount 0 ] .
      :Lecturer a sh:NodeShape ; sh:targetClass ub:Lecturer ;
        sh:property [ sh:path ub:name ; sh:pattern "^Lecturer" ] ,
          [ sh:path ub:doctoralDegreeFrom ; sh:maxCount 1 ] ,
          [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:maxCount 5 ] .
      :Student a sh:NodeShape ; sh:targetClass ub:Student ;
        sh:property [ sh:path ub:memberOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class ub:Department ] ,
          [ sh:path ub:takesCourse ; sh:minCount 1 ; sh:maxCount 4 ; sh:class ub:Course ] ,
          [ sh:path ub:advisor ; sh:maxCount 1 ; sh:class ub:Professor ] ,
          [ sh:path ub:worksFor ; sh:maxCount 0 ] ,
          [ sh:path ub:takesCourse ; sh:disjoint ub:teachingAssistantOf ] .
      :UndergraduateStudent a sh:NodeShape ; sh:targetClass ub:UndergraduateStudent ; sh:closed true ;
        sh:ignoredProperties ( rdf:type ) ;
        sh:property [ sh:path ub:name ; sh:pattern "^UndergraduateStudent" ] ,
          [ sh:path ub:takesCourse ; sh:minCount 2 ; sh:not [ sh:class ub:GraduateCourse ] ] ,
          [ sh:path ub:memberOf ; sh:nodeKind sh:IRI ] ,
          [ sh:path ub:emailAddress ; sh:minLength 10 ; sh:maxLength 100 ] ,
          [ sh:path ub:telephone ; sh:in ( "xxx-xxx-xxxx" ) ] ,
          [ sh:path ub:advisor ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
          [ sh:path ( ub:memberOf ub:subOrganizationOf ) ; sh:minCount 1 ] .
      :GraduateStudent a sh:NodeShape ; sh:targetClass ub:GraduateStudent ;
        sh:property [ sh:path ub:name ; sh:pattern "^GraduateStudent" ] ,
          [ sh:path ub:undergraduateDegreeFrom ; sh:minCount 1 ; sh:class ub:University ] ,
          [ sh:path ub:takesCourse ; sh:class ub:GraduateCourse ] ,
          [ sh:path ub:advisor ; sh:minCount 1 ; sh:class ub:Faculty ] ,
          [ sh:path [ sh:inversePath ub:publicationAuthor ] ; sh:class ub:Publication ] .
      :TeachingAssistant a sh:NodeShape ; sh:targetClass ub:TeachingAssistant ;
        sh:class ub:GraduateStudent ;
        sh:property [ sh:path ub:teachingAssistantOf ; sh:minCount 1 ; sh:maxCount 1 ;
            sh:class ub:Course ] ,
          [ sh:path ub:memberOf ; sh:node [ sh:property [ sh:path ub:subOrganizationOf ;
            sh:minCount 1 ] ] ] .
      :Course a sh:NodeShape ; sh:targetClass ub:Course ;
        sh:property [ sh:path ub:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
          [ sh:path [ sh:inversePath ub:teacherOf ] ; sh:minCount 1 ; sh:maxCount 1 ;
            sh:class ub:Faculty ] ,
          [ sh:path [ sh:inversePath ub:takesCourse ] ; sh:minCount 1 ; sh:class ub:Student ] ,
          [ sh:path [ sh:inversePath ub:teachingAssistantOf ] ; sh:maxCount 1 ] .
      :Publication a sh:NodeShape ; sh:targetClass ub:Publication ;
        sh:property [ sh:path ub:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
          [ sh:path ub:publicationAuthor ; sh:minCount 1 ; sh:maxCount 7 ; sh:class ub:Person ] ,
          [ sh:path ub:publicationAuthor ; sh:or ( [ sh:class ub:Faculty ]
            [ sh:class ub:GraduateStudent ] ) ] ,
          [ sh:path ub:publicationDate ; sh:maxCount 1 ; sh:datatype xsd:date ] .
      :Department a sh:NodeShape ; sh:targetClass ub:Department ;
        sh:property [ sh:path ub:name ; sh:minCount 1 ; sh:pattern "^Department[0-9]+$" ] ,
          [ sh:path ub:subOrganizationOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class ub:University ] ,
          [ sh:path [ sh:inversePath ub:headOf ] ; sh:minCount 1 ; sh:class ub:FullProfessor ] ,
          [ sh:path [ sh:inversePath ub:worksFor ] ; sh:minCount 30 ; sh:maxCount 42 ] ,
          [ sh:path [ sh:inversePath ub:memberOf ] ; sh:minCount 100 ] .
      :University a sh:NodeShape ; sh:targetClass ub:University ;
        sh:property [ sh:path ub:name ; sh:minCount 1 ; sh:datatype xsd:string ] ,
          [ sh:path [ sh:zeroOrMorePath ub:subOrganizationOf ] ; sh:nodeKind sh:IRI ] ,
          [ sh:path [ sh:inversePath ub:subOrganizationOf ] ; sh:class ub:Department ] ,
          [ sh:path ub:subOrganizationOf ; sh:maxCount 0 ] .
      """;

  private UniversityShapes() {}

  static Graph shapes() {
    return graph(SHAPES);
  }

  /// Statements of the ontology that the shapes need to know.
  static Graph classes() {
    return graph(CLASSES);
  }

  private static Graph graph(String turtle) {
    return RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
  }
}
