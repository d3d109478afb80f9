package org.lacis.mapping;

/// The languages a mapping may be written in.
public enum Language {
  RML("RML (http://w3id.org/rml/)"),
  LEGACY_RML("RML of before 2024 (http://semweb.mmlab.be/ns/rml#)"),
  R2RML("R2RML (http://www.w3.org/ns/r2rml#)"),
  YARRRML("YARRRML");

  private final String words;

  Language(String words) {
    this.words = words;
  }

  /// For a person.
  public String words() {
    return words;
  }
}
