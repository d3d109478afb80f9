package org.lacis.lift.function;

import static org.lacis.lift.function.Conversions.parsed;
import static org.lacis.lift.function.Conversions.truth;

import java.util.List;
import org.lacis.source.Value;

/// Functions that compare and choose.
final class Choices {
  private Choices() {}

  static List<Value> translate(Arguments in) throws BadArgumentException {
    List<String> from = in.texts(1);
    List<Value> to = in.all(2);
    if (from.size() != to.size()) {
      throw new BadArgumentException(
          from.size() + " lf:from and " + to.size() + " lf:to", "as many of one as of the other");
    }
    int at = from.indexOf(in.text(0));
    return at < 0 ? List.of() : List.of(to.get(at));
  }

  static List<Value> coalesce(Arguments in) {
    return in.all(0).stream().limit(1).toList();
  }

  static List<Value> choose(Arguments in) {
    return in.all(in.text(0).equals("true") ? 1 : 2);
  }

  static List<Value> whenTrue(Arguments in) {
    return in.text(0).equals("true") ? in.all(1) : List.of();
  }

  static List<Value> equal(Arguments in) {
    return truth(in.text(0).equals(in.text(1)));
  }

  static List<Value> notEqual(Arguments in) {
    return truth(!in.text(0).equals(in.text(1)));
  }

  static List<Value> in(Arguments in) {
    return truth(in.texts(1).contains(in.text(0)));
  }

  static List<Value> matches(Arguments in) throws BadArgumentException {
    return truth(in.pattern(1).matcher(in.text(0)).find());
  }

  static List<Value> present(Arguments in) {
    return truth(in.has(0) && !in.text(0).isBlank());
  }

  static List<Value> absent(Arguments in) {
    return truth(!in.has(0) || in.text(0).isBlank());
  }

  static List<Value> not(Arguments in) {
    return truth(!in.text(0, "").equals("true"));
  }

  static List<Value> and(Arguments in) {
    return truth(in.texts(0).stream().allMatch("true"::equals));
  }

  static List<Value> or(Arguments in) {
    return truth(in.texts(0).contains("true"));
  }

  static List<Value> greater(Arguments in) throws BadArgumentException {
    return truth(parsed(in.text(0)).compareTo(parsed(in.text(1))) > 0);
  }

  static List<Value> less(Arguments in) throws BadArgumentException {
    return truth(parsed(in.text(0)).compareTo(parsed(in.text(1))) < 0);
  }
}
