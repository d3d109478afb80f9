package org.lacis.reason;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.reason.engine.Reads;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.reason.rule.RuleReader;

/// Rules that belong together.
///
/// @param name such as `owl-rl`
public record RuleBook(String name, List<Rule> rules) {
  public RuleBook {
    rules = List.copyOf(rules);
  }

  /// OWL 2 RL/RDF (OWL 2 Profiles, section 4.3), as the file `owl-rl.srl` of this package has it.
  public static RuleBook owlRl() {
    return built("owl-rl");
  }

  /// RDFS (RDF 1.1 Semantics, sections 8 and 9), with its axioms.
  public static RuleBook rdfs() {
    return built("rdfs");
  }

  /// No rules: what is said, and no more.
  public static RuleBook none() {
    return new RuleBook("none", List.of());
  }

  private static RuleBook built(String name) {
    String file = name + ".srl";
    try (InputStream in = Objects.requireNonNull(RuleBook.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new RuleBook(name, RuleReader.read(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether some rule looks at statements of any property.
  boolean readsEverything() {
    return Reads.everything(rules);
  }

  /// The rules as reasons, in those languages in which they tell them, by name.
  Map<String, Map<String, String>> words() {
    Map<String, Map<String, String>> words = new HashMap<>();
    for (Rule rule : rules) {
      if (!rule.words().isEmpty()) {
        words.put(rule.name(), rule.words());
      }
    }
    return words;
  }

  /// The terms that rules name.
  Set<Node> constants() {
    Set<Node> constants = new LinkedHashSet<>();
    for (Rule rule : rules) {
      List<Part> parts = new ArrayList<>(rule.head());
      parts.addAll(rule.body());
      parts.forEach(part -> constants(part, constants));
    }
    return constants;
  }

  private static void constants(Part part, Set<Node> into) {
    switch (part) {
      case Part.Atom atom -> {
        for (Node term : List.of(atom.subject(), atom.predicate(), atom.object())) {
          if (!term.isVariable()) {
            into.add(term);
          }
        }
      }
      case Part.Not not -> not.parts().forEach(each -> constants(each, into));
      case Part.Different _, Part.Related _, Part.Test _, Part.Assign _ -> {}
    }
  }

  /// These rules and others.
  public RuleBook with(List<Rule> more) {
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(more);
    return new RuleBook(name, all);
  }
}
