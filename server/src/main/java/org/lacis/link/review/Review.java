package org.lacis.link.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// A decision of a person about a pair. Never changed: who thinks again decides again.
///
/// @param rule name of the rule that proposed the pair, or might have
/// @param author name of the person; two people of one name are one to us
/// @param comment in the person's words; may be empty
/// @param time to the millisecond
public record Review(
    String rule, Pair pair, Choice choice, String author, String comment, Instant time, Basis basis)
    implements Comparable<Review> {

  // By time; where two fell in one millisecond, by what names them, so that no order of reading
  // decides.
  private static final Comparator<Review> ORDER =
      Comparator.comparing(Review::time).thenComparing(Review::id);

  public Review {
    author = author.strip();
    comment = comment.strip();
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Names the decision among all of a twin: 20 hexadecimal digits.
  public String id() {
    return Pair.hash(
        String.join(
            "\n",
            rule,
            pair.source(),
            pair.target(),
            author,
            choice.key(),
            time.toString(),
            basis.source().version(),
            basis.target().version(),
            comment));
  }

  /// Whether this says the same as another, at whatever time.
  public boolean repeats(Review other) {
    return rule.equals(other.rule)
        && pair.equals(other.pair)
        && choice == other.choice
        && author.equals(other.author)
        && comment.equals(other.comment)
        && basis.source().equals(other.basis.source())
        && basis.target().equals(other.basis.target());
  }

  @Override
  public int compareTo(Review other) {
    return ORDER.compare(this, other);
  }
}
