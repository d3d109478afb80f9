package org.lacis.validate.register;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.path.P_Link;
import org.jspecify.annotations.Nullable;
import org.lacis.validate.Result;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// Makes results of what one check meets: the check is the shape, the kind of problem its
/// constraint, and the message is said in French and in English.
final class Problems {
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Node COMPONENT = Lacis.term("RegisterConstraintComponent");

  private final Node check;
  private final Consumer<Result> results;
  private long told;

  Problems(String check, Consumer<Result> results) {
    this.check = NodeFactory.createURI(RegisterWords.NS + check);
    this.results = results;
  }

  /// Tells one.
  ///
  /// @param kind kebab-case, under which its words stand
  /// @param value what was found; null for a lack
  /// @param details put into the words at `{0}`, `{1}`, …; one that is [Words] is itself said in
  ///   each language
  void tell(
      String kind,
      Severity severity,
      Node focus,
      Node property,
      @Nullable Node value,
      Object... details) {
    List<Node> messages = new ArrayList<>();
    for (String language : RegisterWords.LANGUAGES) {
      Object[] said = details.clone();
      for (int i = 0; i < said.length; i++) {
        if (said[i] instanceof Words words) {
          said[i] = RegisterWords.get(words.key(), language, words.details());
        }
      }
      messages.add(
          NodeFactory.createLiteralLang(
              RegisterWords.get(kind + ".message", language, said), language));
    }
    told++;
    results.accept(
        new Result(
            focus,
            new P_Link(property),
            value,
            check,
            NodeFactory.createURI(RegisterWords.NS + kind),
            COMPONENT,
            NodeFactory.createURI(SH + level(severity)),
            messages));
  }

  /// How many were told.
  long told() {
    return told;
  }

  /// A detail that is itself words.
  ///
  /// @param key of the bundle
  record Words(String key, Object... details) {}

  private static String level(Severity severity) {
    return switch (severity) {
      case INFO -> "Info";
      case WARNING -> "Warning";
      case VIOLATION -> "Violation";
    };
  }
}
