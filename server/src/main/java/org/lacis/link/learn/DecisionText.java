package org.lacis.link.learn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;

/// A learnt decision as a rule file writes it, to be put in the place of the old one. Numbers are
/// rounded to four places; [#rounded] is the decision that will be read.
public final class DecisionText {
  private static final int PLACES = 4;

  private DecisionText() {}

  /// The decision that the text says.
  public static Decision.Logistic rounded(Decision.Logistic decision) {
    List<Decision.Share> shares =
        decision.shares().stream()
            .<Decision.Share>map(share ->
                switch (share) {
                  case Decision.Line line ->
                      new Decision.Line(round(line.weight()), round(line.missing()));
                  case Decision.Curve curve ->
                      new Decision.Curve(
                          rounded(curve.xs()), rounded(curve.ys()), round(curve.missing()));
                })
            .toList();
    return new Decision.Logistic(
        round(decision.bias()), shares, round(decision.accept()), round(decision.review()));
  }

  private static double[] rounded(double[] numbers) {
    double[] all = numbers.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = round(all[i]);
    }
    return all;
  }

  private static double round(double number) {
    return BigDecimal.valueOf(number).setScale(PLACES, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }

  /// The lines from `decision:` on, each ended.
  public static String yaml(Decision.Logistic decision, List<Criterion> criteria) {
    Decision.Logistic its = rounded(decision);
    StringBuilder text = new StringBuilder();
    text.append("decision:\n  logistic:\n");
    line(text, 4, "bias: " + plain(its.bias()));
    line(text, 4, "weights:");
    for (int i = 0; i < criteria.size(); i++) {
      switch (its.shares().get(i)) {
        case Decision.Line line -> {
          if (line.weight() != 0 || line.missing() != 0) {
            line(
                text,
                6,
                criteria.get(i).name()
                    + ": {weight: "
                    + plain(line.weight())
                    + missing(line.missing())
                    + "}");
          }
        }
        case Decision.Curve curve -> {
          StringBuilder points = new StringBuilder();
          for (int k = 0; k < curve.xs().length; k++) {
            points.append(k > 0 ? ", " : "");
            points.append('[').append(plain(curve.xs()[k])).append(", ");
            points.append(plain(curve.ys()[k])).append(']');
          }
          line(
              text,
              6,
              criteria.get(i).name()
                  + ": {points: ["
                  + points
                  + "]"
                  + missing(curve.missing())
                  + "}");
        }
      }
    }
    line(text, 4, "accept: " + plain(its.accept()));
    line(text, 4, "review: " + plain(its.review()));
    return text.toString();
  }

  private static String missing(double missing) {
    return missing == 0 ? "" : ", missing: " + plain(missing);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? String.format(Locale.ROOT, "%d", (long) number)
        : Double.toString(number);
  }

  private static void line(StringBuilder text, int indent, String line) {
    text.append(" ".repeat(indent)).append(line).append('\n');
  }
}
