package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// The page on which a person judges whether two things belong together.
///
/// @param rule the rule, and where its links are listed
/// @param evidence why the rule thinks so, one sentence; may be empty
/// @param verdict what stands of the pair, a sentence
/// @param notes what must be known before deciding: people disagree, things have changed
/// @param confidence on one line from 0 to 1
/// @param parts what the criteria measured
/// @param rows what is said of both, side by side
/// @param decisions what people said, newest first
/// @param form what a decision is sent with; empty where nobody may decide
/// @param queue where the pair stands among those to judge; empty outside of the queue
public record Judging(
    Entity.Link rule,
    Thing source,
    Thing target,
    String evidence,
    String verdict,
    List<String> notes,
    Optional<Confidence> confidence,
    List<Part> parts,
    List<Row> rows,
    Optional<Drawing> drawing,
    List<Entity.Says> legend,
    List<Told> decisions,
    Form form,
    Optional<Queue> queue) {

  /// One of the two.
  public record Thing(Entity.Link link, Entity.Says says) {}

  /// @param width of the bar, percent
  /// @param marks where the rule accepts and where it asks people, percent of the line
  public record Confidence(String text, String width, List<String> marks) {
    public Confidence {
      marks = List.copyOf(marks);
    }
  }

  /// What one criterion measured, and what follows from it.
  ///
  /// @param figure the value; « – » where it could not be measured
  /// @param from where its bar begins, percent; empty where it does not contribute
  /// @param width of the bar, percent
  /// @param against whether it speaks against the link
  public record Part(
      String name, String figure, String unit, String from, String width, boolean against) {}

  /// One property of both.
  public record Row(String label, String about, String source, String target, boolean differs) {}

  /// @param what the choice in words
  /// @param stale why it does not hold any more; empty while it does
  public record Told(String author, String when, String what, String comment, String stale) {}

  /// @param action address that a decision is sent to
  /// @param seen names what is shown, so that nobody decides on what has changed meanwhile
  /// @param author who decides; empty when nobody is known yet
  /// @param back where to go after a decision
  /// @param here this page, to come back to after the key was given
  public record Form(String action, String seen, String author, String back, String here) {}

  /// @param text « 3 sur 56 »
  /// @param before address of the pair before; empty at the first
  /// @param after address of the pair after; empty at the last
  public record Queue(String text, String before, String after) {}

  public Judging {
    notes = List.copyOf(notes);
    parts = List.copyOf(parts);
    rows = List.copyOf(rows);
    legend = List.copyOf(legend);
    decisions = List.copyOf(decisions);
  }
}
