package org.lacis.serve.page;

import java.util.List;

/// The reference page of an ontology.
///
/// @param lead what it is about
/// @param address namespace and version, in a line
/// @param contents links to the sections
public record Reference(String title, String lead, String address, List<Section> contents) {
  public Reference {
    contents = List.copyOf(contents);
  }

  /// Terms of one kind, by name.
  public record Section(String anchor, String title, List<Term> terms) {
    public Section {
      terms = List.copyOf(terms);
    }
  }

  /// One term.
  ///
  /// @param anchor its local name
  /// @param iri the whole of it
  /// @param definition in a sentence or two; may be empty
  public record Term(String anchor, String label, String iri, String definition, List<Fact> facts) {
    public Term {
      facts = List.copyOf(facts);
    }
  }

  /// What is said of a term.
  public record Fact(String label, List<Entity.Link> values) {
    public Fact {
      values = List.copyOf(values);
    }
  }
}
