package org.lacis.query.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random expressions, of every kind there is.
final class Trees {
  private static final List<String> NAMES =
      List.of(
          "height",
          "layer:ids",
          "and",
          "Name",
          "été",
          "a.b",
          "with blank",
          "quo\"te",
          "DATE",
          "z",
          "div",
          "point",
          "名前",
          "_x1");
  private static final List<String> TEXTS =
      List.of(
          "",
          "it's",
          "50\\%",
          "a\\\\b",
          "\t\n\u000b\u0007\b\f\r",
          "Οδος",
          "%_",
          "''",
          "\"q\"",
          "\uD83C\uDFE0",
          "..",
          "2024-01-01");

  private final Random random;

  Trees(long seed) {
    this.random = new Random(seed);
  }

  Expression condition(int depth) {
    if (depth == 0) {
      return random.nextBoolean()
          ? new Expression.Bool(random.nextBoolean())
          : new Expression.IsNull(property());
    }
    return switch (random.nextInt(13)) {
      case 0 -> new Expression.And(list(2, () -> condition(depth - 1)));
      case 1 -> new Expression.Or(list(2, () -> condition(depth - 1)));
      case 2, 3 -> new Expression.Not(condition(depth - 1));
      case 4 ->
          new Expression.Comparison(
              one(Expression.Comparator.values()), scalar(depth - 1), scalar(depth - 1));
      case 5 -> new Expression.Like(words(depth - 1), pattern(depth - 1));
      case 6 -> new Expression.Between(scalar(depth - 1), scalar(depth - 1), scalar(depth - 1));
      case 7 -> new Expression.In(scalar(depth - 1), list(1, () -> scalar(depth - 1)));
      case 8 ->
          new Expression.IsNull(random.nextBoolean() ? condition(depth - 1) : anything(depth - 1));
      case 9 ->
          new Expression.Spatial(
              one(Expression.SpatialFunction.values()), geometry(depth - 1), geometry(depth - 1));
      case 10 ->
          new Expression.Temporal(
              one(Expression.TemporalFunction.values()), time(depth - 1), time(depth - 1));
      case 11 ->
          new Expression.Arrays(
              one(Expression.ArrayFunction.values()), array(depth - 1), array(depth - 1));
      default -> call(depth - 1);
    };
  }

  private Expression anything(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> scalar(depth);
      case 1 -> geometry(depth);
      case 2 -> time(depth);
      case 3 -> condition(depth);
      default -> property();
    };
  }

  private Expression scalar(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> words(depth);
      case 1 -> number(depth);
      case 2 -> instant();
      case 3 -> new Expression.Bool(random.nextBoolean());
      case 4 -> property();
      default -> depth > 0 ? call(depth - 1) : property();
    };
  }

  private Expression words(int depth) {
    return switch (depth > 0 ? random.nextInt(4) : random.nextInt(2)) {
      case 0 -> property();
      case 1 -> new Expression.Text(one(TEXTS));
      case 2 -> new Expression.Casei(words(depth - 1));
      default -> new Expression.Accenti(words(depth - 1));
    };
  }

  private Expression pattern(int depth) {
    return switch (depth > 0 ? random.nextInt(3) : 0) {
      case 0 -> new Expression.Text(one(TEXTS));
      case 1 -> new Expression.Casei(pattern(depth - 1));
      default -> new Expression.Accenti(pattern(depth - 1));
    };
  }

  private Expression number(int depth) {
    return switch (depth > 0 ? random.nextInt(5) : random.nextInt(2)) {
      case 0 -> property();
      case 1 -> new Expression.Numeral(decimal());
      default ->
          new Expression.Arithmetic(
              one(Expression.Sign.values()), number(depth - 1), number(depth - 1));
    };
  }

  private BigDecimal decimal() {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.valueOf(random.nextInt(7) - 3);
      case 1 -> BigDecimal.valueOf(random.nextGaussian() * 1000);
      case 2 -> new BigDecimal("1E" + (random.nextInt(200) - 100));
      default -> new BigDecimal("-12345678901234567890.123456789");
    };
  }

  private Expression instant() {
    return random.nextBoolean()
        ? new Expression.Date(LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000))
        : new Expression.Timestamp(
            Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : 123_456_000));
  }

  private Expression time(int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 2)) {
      case 0 -> instant();
      case 1 -> property();
      case 2 -> new Expression.Interval(side(depth - 1), side(depth - 1));
      default -> call(depth - 1);
    };
  }

  private Expression side(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> new Expression.Open();
      case 1 -> property();
      case 2 -> depth > 0 ? call(depth - 1) : property();
      default -> instant();
    };
  }

  private Expression array(int depth) {
    return switch (random.nextInt(depth > 0 ? 3 : 1)) {
      case 0 -> property();
      case 1 -> call(depth - 1);
      default -> sequence(depth - 1);
    };
  }

  private Expression sequence(int depth) {
    return new Expression.Sequence(
        list(0, () -> depth > 0 && random.nextInt(4) == 0 ? sequence(depth - 1) : anything(depth)));
  }

  private Expression call(int depth) {
    return new Expression.Call(
        one(List.of("Foo", "f.x", "Buffer", "été")),
        list(0, () -> depth > 0 && random.nextInt(4) == 0 ? sequence(depth - 1) : anything(depth)));
  }

  private Expression property() {
    return new Expression.Property(one(NAMES));
  }

  private Expression geometry(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 4)) {
      case 0 -> property();
      case 1 ->
          new Expression.Box(
              Stream.generate(this::coordinate).limit(random.nextBoolean() ? 4 : 6).toList());
      case 2 -> new Expression.Shape(simple());
      case 3 ->
          new Expression.Shape(
              new Figure.Collection(
                  IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> simple()).toList()));
      default -> call(depth - 1);
    };
  }

  private Figure.Simple simple() {
    Figure.Kind kind = one(Figure.Kind.values());
    boolean z = random.nextBoolean();
    int parts = kind.many() ? 1 + random.nextInt(3) : 1;
    List<List<List<Figure.Position>>> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(
          switch (kind.part()) {
            case POINT, MULTIPOINT -> List.of(List.of(position(z)));
            case LINESTRING, MULTILINESTRING ->
                List.of(Stream.generate(() -> position(z)).limit(2 + random.nextInt(3)).toList());
            case POLYGON, MULTIPOLYGON ->
                IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(_ -> ring(z)).toList();
          });
    }
    return new Figure.Simple(kind, all);
  }

  private List<Figure.Position> ring(boolean z) {
    List<Figure.Position> ring =
        new ArrayList<>(Stream.generate(() -> position(z)).limit(3 + random.nextInt(3)).toList());
    ring.add(ring.getFirst());
    return ring;
  }

  private Figure.Position position(boolean z) {
    return new Figure.Position(coordinate(), coordinate(), z ? coordinate() : Double.NaN);
  }

  private double coordinate() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(5) - 2;
      case 1 -> random.nextGaussian() * 1e-9;
      case 2 -> random.nextGaussian() * 1e7;
      default -> Math.round(random.nextGaussian() * 1e6) / 1e6;
    };
  }

  private List<Expression> list(int least, Supplier<Expression> element) {
    return Stream.generate(element).limit(least + random.nextInt(3)).toList();
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
