package org.lacis.reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_IsURI;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Terms;
import org.lacis.reason.rule.JenaRules;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.reason.rule.RuleReader;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Rules that stand in files of a workspace, beside those of OWL 2 RL.
///
/// They tell of the data, not of the ontology: a head says no axioms (as in SWRL), so that what the
/// languages of ontologies mean is not changed by a rule, and an order of rules with NOT, found by
/// the axioms, stays one.
public final class UserRules {
  private static final Set<Node> ALLOWED =
      Set.of(NodeConst.nodeRDFType, OWL.sameAs.asNode(), OWL.differentFrom.asNode());

  /// What a rule may not name: the engine's own steps.
  private static final String OWN = "urn:x-lacis:";

  private static final List<String> LANGUAGES = List.of(OWL.NS, RDFS.getURI(), RDF.getURI());

  private UserRules() {}

  /// Whether a file is one of rules, by its name.
  public static boolean isRules(Path file) {
    return file.toString().endsWith(".srl") || file.toString().endsWith(".rules");
  }

  /// The rules of OWL 2 RL and those of some files: `.srl` in the syntax of SHACL 1.2 Rules,
  /// `.rules` in that of Jena.
  ///
  /// @throws ReasonException for what is no rule, is not safe or might not end, with file, line and
  ///   remedy
  public static RuleBook with(List<Path> files) {
    return with(RuleBook.owlRl(), files);
  }

  /// The same, over other rules than those of OWL 2 RL.
  public static RuleBook with(RuleBook base, List<Path> files) {
    if (files.isEmpty()) {
      return base;
    }
    List<Rule> rules = new ArrayList<>();
    files.forEach(file -> rules.addAll(read(file)));
    RuleBook all = base.with(rules);
    // An engine refuses what it cannot order, or might not end.
    var _ = new Engine(new Terms(null), all.rules());
    return all;
  }

  /// The rules of one file, each safe in itself.
  ///
  /// @throws ReasonException likewise
  public static List<Rule> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ReasonException(
          Finding.violation(
              "reason.rule-unreadable",
              Place.of(file.toString()),
              "text that is not UTF-8",
              "UTF-8",
              "Save the file as UTF-8."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Rule> rules = new ArrayList<>();
    List<Rule> read =
        file.toString().endsWith(".rules")
            ? JenaRules.read(file.toString(), text)
            : RuleReader.read(file.toString(), text);
    read.forEach(rule -> rules.add(guarded(rule)));
    return rules;
  }

  /// A rule that cannot say an axiom.
  private static Rule guarded(Rule rule) {
    List<Part.Atom> atoms = new ArrayList<>(rule.head());
    for (Part part : rule.body()) {
      if (part instanceof Part.Atom atom) {
        atoms.add(atom);
      }
    }
    for (Part.Atom atom : atoms) {
      String property = atom.predicate().isURI() ? atom.predicate().getURI() : "";
      if (property.startsWith(OWN) && !RuleReader.isStep(atom.predicate())) {
        throw wrong(rule, "the property <" + property + ">", "properties that are not Lacis's own");
      }
    }
    Set<Var> open = new LinkedHashSet<>();
    for (Part.Atom head : rule.head()) {
      boolean isType = head.predicate().equals(NodeConst.nodeRDFType);
      Node key = isType ? head.object() : head.predicate();
      if (Var.isVar(key)) {
        open.add(Var.alloc(key));
      } else if (!ALLOWED.contains(key) && isOfLanguage(key)) {
        throw wrong(
            rule,
            "a head that says " + (isType ? "what is a " : "") + "<" + key + ">",
            "heads about data: properties and classes of vocabularies, owl:sameAs, owl:differentFrom");
      }
    }
    if (open.isEmpty()) {
      return rule;
    }
    List<Part> body = new ArrayList<>(rule.body());
    open.forEach(variable -> body.add(new Part.Test(isOfData(variable))));
    return new Rule(rule.name(), rule.head(), body, rule.place(), rule.words());
  }

  private static boolean isOfLanguage(Node term) {
    return term.isURI() && LANGUAGES.stream().anyMatch(term.getURI()::startsWith);
  }

  private static Expr isOfData(Var variable) {
    Expr term = new ExprVar(variable);
    Expr iri = new E_Str(term);
    Expr ofLanguage = new E_StrStartsWith(iri, NodeValue.makeString(OWN));
    for (String language : LANGUAGES) {
      ofLanguage =
          new E_LogicalOr(ofLanguage, new E_StrStartsWith(iri, NodeValue.makeString(language)));
    }
    return new E_LogicalAnd(new E_IsURI(term), new E_LogicalNot(ofLanguage));
  }

  private static ReasonException wrong(Rule rule, String found, String expected) {
    return new ReasonException(
        Finding.violation(
            "reason.rule-reserved",
            rule.place().field(rule.name()),
            found,
            expected,
            "Axioms belong in ontology.ttl."));
  }
}
