package org.lacis.query.cql;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.lacis.query.cql.Figure.Position;

/// Writes CQL2 JSON (OGC 21-065r2, annex C).
final class JsonWriter {
  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  static String write(Expression expression) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonReader.factory().createGenerator(text)) {
      new JsonWriter(json).value(expression);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void value(Expression expression) throws IOException {
    switch (expression) {
      case Expression.And and -> op("and", and.operands());
      case Expression.Or or -> op("or", or.operands());
      case Expression.Not not -> op("not", List.of(not.operand()));
      case Expression.Comparison comparison ->
          op(comparison.operator().sign(), List.of(comparison.left(), comparison.right()));
      case Expression.Like like -> op("like", List.of(like.value(), like.pattern()));
      case Expression.Between between ->
          op("between", List.of(between.value(), between.low(), between.high()));
      case Expression.In in -> op("in", List.of(in.value(), new Expression.Sequence(in.items())));
      case Expression.IsNull isNull -> op("isNull", List.of(isNull.operand()));
      case Expression.Spatial spatial ->
          op(spatial.function().json(), List.of(spatial.left(), spatial.right()));
      case Expression.Temporal temporal ->
          op(temporal.function().json(), List.of(temporal.left(), temporal.right()));
      case Expression.Arrays arrays ->
          op(arrays.function().json(), List.of(arrays.left(), arrays.right()));
      case Expression.Arithmetic arithmetic ->
          op(arithmetic.sign().sign(), List.of(arithmetic.left(), arithmetic.right()));
      case Expression.Casei casei -> op("casei", List.of(casei.operand()));
      case Expression.Accenti accenti -> op("accenti", List.of(accenti.operand()));
      case Expression.Call call -> op(call.name(), call.arguments());
      case Expression.Property property -> member("property", property.name());
      case Expression.Text text -> json.writeString(text.value());
      case Expression.Numeral numeral -> number(numeral.value());
      case Expression.Bool bool -> json.writeBoolean(bool.value());
      case Expression.Date date -> member("date", date.value().toString());
      case Expression.Timestamp timestamp -> member("timestamp", timestamp.value().toString());
      case Expression.Interval interval -> {
        json.writeStartObject();
        json.writeArrayFieldStart("interval");
        side(interval.start());
        side(interval.end());
        json.writeEndArray();
        json.writeEndObject();
      }
      case Expression.Open _ -> json.writeString("..");
      case Expression.Shape shape -> figure(shape.figure());
      case Expression.Box box -> {
        json.writeStartObject();
        json.writeArrayFieldStart("bbox");
        for (double number : box.numbers()) {
          number(number);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case Expression.Sequence sequence -> {
        json.writeStartArray();
        for (Expression element : sequence.elements()) {
          value(element);
        }
        json.writeEndArray();
      }
    }
  }

  private void op(String name, List<Expression> arguments) throws IOException {
    json.writeStartObject();
    json.writeStringField("op", name);
    json.writeArrayFieldStart("args");
    for (Expression argument : arguments) {
      value(argument);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void member(String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField(name, value);
    json.writeEndObject();
  }

  private void side(Expression side) throws IOException {
    switch (side) {
      case Expression.Date date -> json.writeString(date.value().toString());
      case Expression.Timestamp timestamp -> json.writeString(timestamp.value().toString());
      default -> value(side);
    }
  }

  private void figure(Figure figure) throws IOException {
    json.writeStartObject();
    switch (figure) {
      case Figure.Simple simple -> {
        json.writeStringField("type", simple.kind().geoJson());
        json.writeFieldName("coordinates");
        if (simple.kind().many()) {
          json.writeStartArray();
          for (List<List<Position>> part : simple.parts()) {
            part(simple.kind().part(), part);
          }
          json.writeEndArray();
        } else {
          part(simple.kind(), simple.parts().getFirst());
        }
      }
      case Figure.Collection collection -> {
        json.writeStringField("type", "GeometryCollection");
        json.writeArrayFieldStart("geometries");
        for (Figure.Simple member : collection.members()) {
          figure(member);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private void part(Figure.Kind kind, List<List<Position>> rings) throws IOException {
    switch (kind.part()) {
      case POINT, MULTIPOINT -> position(rings.getFirst().getFirst());
      case LINESTRING, MULTILINESTRING -> ring(rings.getFirst());
      case POLYGON, MULTIPOLYGON -> {
        json.writeStartArray();
        for (List<Position> ring : rings) {
          ring(ring);
        }
        json.writeEndArray();
      }
    }
  }

  private void ring(List<Position> positions) throws IOException {
    json.writeStartArray();
    for (Position position : positions) {
      position(position);
    }
    json.writeEndArray();
  }

  private void position(Position position) throws IOException {
    json.writeStartArray();
    number(position.first());
    number(position.second());
    if (!Double.isNaN(position.z())) {
      number(position.z());
    }
    json.writeEndArray();
  }

  private void number(BigDecimal number) throws IOException {
    json.writeNumber(TextWriter.number(number));
  }

  private void number(double number) throws IOException {
    json.writeNumber(TextWriter.number(number));
  }
}
