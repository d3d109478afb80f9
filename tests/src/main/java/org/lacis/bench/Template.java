package org.lacis.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/// A question of the thematic mix, asked with several values.
///
/// @param name of its file in `thematic/`
/// @param scan whether it reads all statements of a property: the floor of scans and aggregates
/// @param ordered whether the order of the rows is part of the answer
/// @param queries the question with each of its values
record Template(String name, boolean scan, boolean ordered, List<Query> queries) {
  private static final int VALUES = 8;

  Template {
    queries = List.copyOf(queries);
  }

  static List<Template> of(ThematicWorld world) {
    Random random = new Random(world.seed() + 1);
    return List.of(
        asked(
            "star",
            random,
            r -> Map.of("reference", ThematicWorld.reference(r.nextInt(world.buildings())))),
        asked("hops2", random, r -> commune(world, r)),
        asked("hops3", random, r -> commune(world, r)),
        scan("number", random, r -> Map.of("least", decimal(35 + r.nextInt(10)))),
        scan("string", random, r -> Map.of("part", ThematicWorld.street(r.nextInt(40)))),
        new Template("top", true, true, List.of(read("top"))),
        scan("count-group", random, _ -> Map.of()),
        scan("group", random, _ -> Map.of()),
        scan("average", random, _ -> Map.of()),
        scan("range", random, Template::days),
        scan("distinct", random, _ -> Map.of()),
        asked("optional", random, r -> commune(world, r)));
  }

  private static Map<String, Node> commune(ThematicWorld world, Random random) {
    return Map.of("commune", ThematicWorld.thing("commune", random.nextInt(world.communes() / 4)));
  }

  private static Node decimal(int value) {
    return NodeFactory.createLiteralDT(
        value + ".0", org.apache.jena.datatypes.xsd.XSDDatatype.XSDdecimal);
  }

  private static Map<String, Node> days(Random random) {
    LocalDateTime from = LocalDateTime.of(2025, 1, 1, 0, 0).plusDays(random.nextInt(330));
    return Map.of("from", ThematicWorld.time(from), "to", ThematicWorld.time(from.plusDays(14)));
  }

  private static Template asked(
      String name, Random random, Function<Random, Map<String, Node>> values) {
    return of(name, false, random, values);
  }

  private static Template scan(
      String name, Random random, Function<Random, Map<String, Node>> values) {
    return of(name, true, random, values);
  }

  private static Template of(
      String name, boolean scan, Random random, Function<Random, Map<String, Node>> values) {
    Query query = read(name);
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      Map<Var, Node> bound = new java.util.HashMap<>();
      values.apply(random).forEach((variable, node) -> bound.put(Var.alloc(variable), node));
      queries.add(bound.isEmpty() ? query : QueryTransformOps.replaceVars(query, bound));
    }
    return new Template(name, scan, false, queries);
  }

  private static Query read(String name) {
    try (InputStream in = Template.class.getResourceAsStream("thematic/" + name + ".rq")) {
      if (in == null) {
        throw new IllegalStateException("no question " + name);
      }
      return QueryFactory.create(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
