package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.lacis.reason.Explanation;
import org.lacis.reason.engine.Proof;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;

/// The page that tells why a statement holds.
///
/// @param note whether the proof was checked, and what more there is to say
public record Why(Step step, String note) {

  /// A statement of a proof.
  ///
  /// @param subject with the predicate and the object the statement; what has a page leads to it
  /// @param reason why it follows, in words; empty for what was said
  /// @param graphs where it was said
  /// @param because what it rests on; empty for what was said, and for what was told above
  public record Step(
      Entity.Link subject,
      Entity.Link predicate,
      Entity.Link object,
      String reason,
      List<Entity.Link> graphs,
      List<Step> because) {
    public Step {
      graphs = List.copyOf(graphs);
      because = List.copyOf(because);
    }
  }

  /// @param labels read in the transaction of the calling thread
  public static Why of(Explanation explanation, Labels labels, LocalIris iris, Words words) {
    Step step = new Maker(explanation, labels, iris, words).step(explanation.proof());
    String note = words.get(explanation.isChecked() ? "why.checked" : "why.unchecked");
    return new Why(step, explanation.withEquals() ? note + " " + words.get("why.equal") : note);
  }

  private static final class Maker {
    private final Explanation explanation;
    private final Labels labels;
    private final LocalIris iris;
    private final Words words;
    private final Set<Triple> told = new HashSet<>();

    Maker(Explanation explanation, Labels labels, LocalIris iris, Words words) {
      this.explanation = explanation;
      this.labels = labels;
      this.iris = iris;
      this.words = words;
    }

    Step step(Proof proof) {
      Triple statement = proof.statement();
      List<Entity.Link> graphs = new ArrayList<>();
      List<Step> because = new ArrayList<>();
      String reason = "";
      if (proof.isSaid()) {
        explanation
            .graphs()
            .getOrDefault(statement, List.of())
            .forEach(graph -> graphs.add(link(graph)));
      } else {
        reason = explanation.reason(proof.rule(), words.language().tag());
        if (told.add(statement)) {
          proof.premises().forEach(premise -> because.add(step(premise)));
        } else {
          reason = words.get("why.above", reason);
        }
      }
      return new Step(
          link(statement.getSubject()),
          link(statement.getPredicate()),
          link(statement.getObject()),
          reason,
          graphs,
          because);
    }

    private Entity.Link link(Node node) {
      return new Entity.Link(labels.of(node), node.isURI() ? iris.page(node.getURI()) : "");
    }
  }
}
