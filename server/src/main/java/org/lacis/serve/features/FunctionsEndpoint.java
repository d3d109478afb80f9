package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import org.lacis.query.cql.CqlFunction;
import org.lacis.query.cql.Queryable;

/// `/ogc/functions`: what filters may call beyond the operators of the standard (OGC API Features
/// Part 3, 6.3).
record FunctionsEndpoint() implements Handler {
  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    Shape.asked(ctx, Shape.JSON);
    ObjectNode document = Document.object();
    ArrayNode functions = document.putArray("functions");
    for (CqlFunction function : CqlFunction.all()) {
      ObjectNode one = functions.addObject();
      one.put("name", function.name()).put("description", function.description());
      ArrayNode arguments = one.putArray("arguments");
      for (CqlFunction.Argument argument : function.arguments()) {
        ObjectNode described = arguments.addObject();
        described.put("title", argument.title());
        described.putArray("type").add(type(argument.type()));
      }
      one.putArray("returns").add(type(function.returns()));
    }
    Document.send(ctx, document, Shape.JSON);
  }

  private static String type(Queryable.Type type) {
    return switch (type) {
      case TEXT -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case TIME -> "datetime";
      case GEOMETRY -> "geometry";
    };
  }
}
