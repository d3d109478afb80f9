package org.lacis.link.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes a rule as the YAML that [RuleReader] reads, short values on one line as people write
/// them.
final class RuleWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  // What every reader of YAML takes as this text, without quotes.
  private static final Pattern BARE =
      Pattern.compile("[A-Za-z_^][A-Za-z0-9_./^-]*(?::[A-Za-z0-9_./^-]+)*");
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Set<String> WORDS_OF_YAML =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
  private static final int LINE = 96;

  private RuleWriter() {}

  static String yaml(LinkRule rule) {
    StringBuilder text = new StringBuilder();
    ObjectNode tree = RuleTree.of(rule, RuleWriter::term);
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      write(text, "", entry.getKey(), entry.getValue());
    }
    return text.toString();
  }

  /// `lacis:Building`, where a prefix is known to every rule.
  private static String term(String iri) {
    return Terms.known().entrySet().stream()
        .filter(one -> iri.startsWith(one.getValue()))
        .filter(one -> LOCAL.matcher(iri.substring(one.getValue().length())).matches())
        .map(one -> one.getKey() + ":" + iri.substring(one.getValue().length()))
        .findFirst()
        .orElse(iri);
  }

  private static void write(StringBuilder text, String indent, String key, JsonNode value) {
    text.append(indent).append(scalar(key)).append(':');
    String line = flow(value);
    if (!value.isContainerNode() || indent.length() + key.length() + line.length() < LINE - 2) {
      text.append(' ').append(line).append('\n');
      return;
    }
    text.append('\n');
    block(text, indent + "  ", value);
  }

  private static void block(StringBuilder text, String indent, JsonNode value) {
    if (value instanceof ArrayNode list) {
      for (JsonNode one : list) {
        String line = flow(one);
        if (one.isContainerNode() && indent.length() + line.length() > LINE) {
          // A mapping of one key: its value goes below.
          text.append(indent).append("-\n");
          block(text, indent + "  ", one);
        } else {
          text.append(indent).append("- ").append(line).append('\n');
        }
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        write(text, indent, entry.getKey(), entry.getValue());
      }
    }
  }

  private static String flow(JsonNode value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof ObjectNode object) {
      text.append('{');
      Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
      while (entries.hasNext()) {
        Map.Entry<String, JsonNode> entry = entries.next();
        text.append(scalar(entry.getKey())).append(": ").append(flow(entry.getValue()));
        text.append(entries.hasNext() ? ", " : "");
      }
      return text.append('}').toString();
    }
    if (value instanceof ArrayNode list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(flow(list.get(i)));
      }
      return text.append(']').toString();
    }
    if (value.isDouble()) {
      return Condition.Numbers.plain(value.doubleValue());
    }
    if (value.isNumber()) {
      return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }
    return scalar(value.asText());
  }

  /// As it is where it can be, else as a text of JSON, which YAML reads too.
  private static String scalar(String text) {
    if (BARE.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text is a text of JSON", e);
    }
  }
}
