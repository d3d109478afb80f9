package org.lacis.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Verdict;
import org.locationtech.jts.geom.IntersectionMatrix;

/// What was measured of a pair, as a link carries it (`lacis:measures`, rdf:JSON): exactly what the
/// rule's decision rests on, so that anybody can make it again.
///
/// By kind of rule: `{"relation":"T…","share":0.4}`, `{"intersection-over-smaller":0.93,
/// "common-area":12.5}`, `{"key":"…"}`, `{"distance":3.2,"rank":1}`, or one member a criterion.
/// Numbers are doubles in their shortest form; what is not measurable is left out.
public final class Measured {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Measured() {}

  /// Of a link of a rule with criteria.
  static String of(List<Criterion> criteria, double[] values) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        member(json, criteria.get(i).name(), Double.toString(values[i]));
      }
    }
    return json.append('}').toString();
  }

  static String of(Match match, Sentences.Facts facts) {
    StringBuilder json = new StringBuilder("{");
    switch (match) {
      case Match.Topological _ -> {
        member(json, "relation", '"' + facts.matrix() + '"');
        member(json, "source-dimension", Integer.toString(facts.sourceDimension()));
        member(json, "target-dimension", Integer.toString(facts.targetDimension()));
        if (facts.sourceArea() > 0) {
          member(json, "share", Double.toString(Math.min(1, facts.area() / facts.sourceArea())));
        }
      }
      case Match.Identity identity -> {
        member(json, identity.measure().key(), Double.toString(facts.score()));
        member(json, "common-area", Double.toString(facts.area()));
      }
      case Match.Key _ ->
          member(json, "key", JSON.getNodeFactory().textNode(facts.key()).toString());
      case Match.Nearest _ -> {
        member(json, "distance", Double.toString(facts.distance()));
        member(json, "rank", Integer.toString(facts.rank()));
      }
      case Match.Judged _ -> throw new IllegalStateException("has values");
    }
    return json.append('}').toString();
  }

  private static void member(StringBuilder json, String name, String value) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(name).append("\":").append(value);
  }

  /// Makes the decision of a rule again, from what a link carries.
  ///
  /// @param measures the text of `lacis:measures`
  /// @throws IllegalArgumentException when the text is no JSON object
  public static Decision.Judgement replay(LinkRule rule, String measures) {
    ObjectNode json = object(measures);
    return switch (rule.match()) {
      case Match.Judged judged -> judged.decision().judge(values(judged.criteria(), json));
      case Match.Topological match -> {
        boolean holds =
            !match
                    .holding(
                        new IntersectionMatrix(json.path("relation").asText()),
                        json.path("source-dimension").asInt(),
                        json.path("target-dimension").asInt())
                    .isEmpty()
                && (match.minimumShare() == 0
                    || json.path("share").asDouble(0) >= match.minimumShare());
        yield certain(holds);
      }
      case Match.Identity match ->
          certain(
              json.path(match.measure().key()).asDouble(0) >= match.threshold()
                  && json.path("common-area").asDouble(0) > match.minimumArea());
      case Match.Key _ -> certain(!json.path("key").asText().isEmpty());
      case Match.Nearest match ->
          certain(
              json.path("distance").asDouble(Double.MAX_VALUE) <= match.within()
                  && json.path("rank").asInt(Integer.MAX_VALUE) <= match.count());
    };
  }

  private static Decision.Judgement certain(boolean holds) {
    return new Decision.Judgement(
        holds ? Verdict.ACCEPT : Verdict.REJECT, holds ? 1 : 0, new double[0]);
  }

  private static double[] values(List<Criterion> criteria, ObjectNode json) {
    double[] values = new double[criteria.size()];
    Arrays.setAll(
        values,
        i -> {
          JsonNode value = json.path(criteria.get(i).name());
          return value.isNumber() ? value.asDouble() : Double.NaN;
        });
    return values;
  }

  /// The members of `lacis:measures`, in order.
  ///
  /// @throws IllegalArgumentException when the text is no JSON object
  public static Map<String, String> members(String measures) {
    Map<String, String> members = new java.util.LinkedHashMap<>();
    object(measures)
        .properties()
        .forEach(one -> members.put(one.getKey(), one.getValue().asText()));
    return members;
  }

  private static ObjectNode object(String measures) {
    try {
      if (JSON.readTree(measures) instanceof ObjectNode json) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + measures, e);
    }
    throw new IllegalArgumentException("no JSON object: " + measures);
  }
}
