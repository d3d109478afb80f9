package org.lacis.lift.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Makes random tables, in the forms that are lifted as bytes.
enum PlainTables {
  CSV {
    @Override
    List<String> columns() {
      return List.of("a", "b", "c d", "é");
    }

    @Override
    String formulation(int number) {
      return "r:referenceFormulation r:CSV";
    }

    @Override
    String table(int number, Random random, boolean odd) {
      StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
      String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
      text.append(String.join(",", columns())).append(end);
      int rows = random.nextInt(25);
      int few = 1 + random.nextInt(12);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns().size(); column++) {
          text.append(column == 0 ? "" : ",").append(field(random, few));
        }
        if (odd && random.nextInt(6) == 0) {
          text.append(oneOf(random, ",", "\"", ",more", "\rx"));
        }
        text.append(row == rows - 1 && random.nextBoolean() ? "" : end);
        text.append(random.nextInt(10) == 0 ? end : "");
      }
      return text.toString();
    }

    private static String field(Random random, int few) {
      String text = value(random, few);
      boolean quoted =
          text.contains("\"")
              || text.contains(",")
              || text.contains("\n")
              || random.nextInt(4) == 0;
      return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
  },

  JSON {
    @Override
    List<String> columns() {
      return List.of("a", "b", "c d", "é");
    }

    @Override
    String formulation(int number) {
      return "r:referenceFormulation r:JSONPath ; r:iterator \""
          + switch (number) {
            case 0 -> "$[*]";
            case 1 -> "$.x['y z'][*]";
            default -> "$";
          }
          + '"';
    }

    @Override
    String table(int number, Random random, boolean odd) {
      int rows = 1 + random.nextInt(25);
      int few = 1 + random.nextInt(12);
      return switch (number) {
        case 0 -> array(random, odd, rows, few);
        case 1 ->
            around(
                "{%1$s\"w\"%1$s:[1,{\"x\":2}],\"x\":{\"y z\":%2$s,\"k\":{}},\"l\":\"]\"}%1$s",
                random, array(random, odd, rows, few));
        default -> {
          StringBuilder text = new StringBuilder();
          for (int row = 0; row < rows; row++) {
            text.append(record(random, few, odd));
            text.append(oneOf(random, "\n", "\r\n", "", " \n\n"));
          }
          yield text.toString();
        }
      };
    }

    private static String around(String frame, Random random, String inner) {
      return frame.formatted(blank(random), inner);
    }

    private static String array(Random random, boolean odd, int rows, int few) {
      StringBuilder text = new StringBuilder("[");
      for (int row = 0; row < rows; row++) {
        text.append(row == 0 ? "" : "," + blank(random)).append(record(random, few, odd));
        text.append(blank(random));
      }
      if (odd && random.nextInt(4) == 0) {
        text.append(oneOf(random, ",", "}", ",1", ",[]", "]"));
      }
      return text.append(odd && random.nextInt(8) == 0 ? "" : "]").append(blank(random)).toString();
    }

    private static String record(Random random, int few, boolean odd) {
      List<String> members = new ArrayList<>();
      for (String column : JSON.columns()) {
        if (random.nextInt(9) > 0) {
          members.add(quoted(column) + blank(random) + ":" + blank(random) + one(random, few));
        }
      }
      if (random.nextInt(5) == 0) {
        members.add(
            oneOf(
                random, "\"more\":{\"a\":[1,{\"b\":\"} , {\"}],\"c d\":null}", "\"n\":-12.50e+2"));
      }
      if (random.nextInt(6) == 0) {
        Collections.shuffle(members, random);
      }
      if (odd && random.nextInt(8) == 0) {
        members.add(
            oneOf(
                random,
                "\"a\":1",
                "\"b\":[\"b\"]",
                "\"b\":{}",
                "\"k\\\\\":[]",
                "\"z\":[{\"a\":1},{\"a\":2}]",
                "\"z\":\"},{\"",
                "\"\\u0061\":\"escaped\"",
                "\"q\":01",
                "\"q\":+1",
                "\"q\":tru",
                "\"q\":\"\n\"",
                "\"q\":\"\\x\"",
                "\"q\":[1,]",
                "\"b\":\"\\ud834\"",
                "\"q\"",
                "q:1",
                "\"q\":NaN",
                "\"q\":1.",
                ""));
      }
      return "{" + blank(random) + String.join("," + blank(random), members) + "}";
    }

    private static String one(Random random, int few) {
      return switch (random.nextInt(12)) {
        case 0 -> "null";
        case 1 -> String.valueOf(random.nextInt(few));
        case 2 -> oneOf(random, "true", "false", "-0", "-7", "123456789012345678901234567890");
        case 3 -> oneOf(random, "1.50", "-0.0", "1e400", "0.00012", "1E2", "-123.456e-7", "7.0");
        default -> quoted(value(random, few), random);
      };
    }

    private static String quoted(String text, Random random) {
      String escaped = quoted(text);
      return switch (random.nextInt(4)) {
        case 0 ->
            escaped.replace("/", "\\/").replace("é", "\\u00e9").replace("𝄞", "\\uD834\\udd1E");
        case 1 -> escaped.replace("a", "\\u0061");
        default -> escaped;
      };
    }

    private static String quoted(String text) {
      return '"'
          + text.replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\t", "\\t")
              .replace("\u0001", "\\u0001")
          + '"';
    }
  },

  XML {
    @Override
    List<String> columns() {
      return List.of("a", "b", "c.d", "@e");
    }

    @Override
    String formulation(int number) {
      return "r:referenceFormulation r:XPath ; r:iterator \""
          + (number == 2 ? "/r/s/t-x" : number == 1 ? "rows/row" : "/rows/row")
          + '"';
    }

    @Override
    String table(int number, Random random, boolean odd) {
      StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
      text.append(
          oneOf(
              random,
              "",
              "<?xml version=\"1.0\"?>\n",
              "<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?><!-- <rows> -->\r\n"));
      if (odd && random.nextInt(4) == 0) {
        text.setLength(0);
        text.append(
            oneOf(
                random,
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                "<!DOCTYPE rows [<!ENTITY a \"b\">]>",
                "<?p i?>",
                "text"));
      }
      boolean deep = number == 2;
      String name = deep ? "t-x" : "row";
      text.append(
          deep ? "<r v='1'>\n<s>" : "<rows" + (odd ? " xmlns=\"http://n.org/\"" : "") + ">");
      int rows = 1 + random.nextInt(25);
      int few = 1 + random.nextInt(12);
      for (int row = 0; row < rows; row++) {
        text.append(blank(random)).append(record(random, name, few, odd));
      }
      text.append(blank(random)).append(deep ? "</s>\r\n</r >" : "</rows>");
      return text.append(oneOf(random, "", "\n", "<!-- end -->")).toString();
    }

    private static String record(Random random, String name, int few, boolean odd) {
      StringBuilder text = new StringBuilder("<").append(name);
      if (random.nextInt(4) > 0) {
        text.append(" e=").append(oneOf(random, "\"1\"", "'é \"2\"'", "''", "\"null\""));
      }
      text.append(random.nextInt(4) == 0 ? " f = '>' g=\"/>\" " : "");
      if (random.nextInt(12) == 0) {
        return text.append("/>").toString();
      }
      text.append('>');
      List<String> columns = new ArrayList<>(List.of("a", "b", "c.d", "more"));
      if (random.nextInt(6) == 0) {
        Collections.shuffle(columns, random);
      }
      for (String column : columns) {
        if (random.nextInt(9) > 0) {
          text.append(blank(random)).append(element(random, column, few));
        }
      }
      if (odd && random.nextInt(8) == 0) {
        text.append(
            oneOf(
                random,
                "<a>again</a>",
                "<b><i>in</i></b>",
                "<b>x<!-- c -->y</b>",
                "<n:b xmlns:n=\"http://n.org/\">x</n:b>",
                "<b>&other;</b>",
                "<b>]]></b>",
                "<b>1</a>",
                "<b>",
                "<q a='1' a='2'/>",
                "<q a='<'/>",
                "<q a=1/>",
                "<q>&#1;</q>",
                "<q>\u0001</q>",
                "<q>\uFFFE</q>",
                "<?p i?>",
                "words",
                "<c.d>&#x41</c.d>",
                "<b>line\r\nend</b>",
                "<q><![CDATA[</row><row>]]></q>",
                "<q><row>1</row><row/></q>",
                "<row><a>in</a></row>"));
      }
      return text.append(blank(random))
          .append("</")
          .append(name)
          .append(" >".substring(random.nextInt(2)))
          .toString();
    }

    private static String element(Random random, String column, int few) {
      if (column.equals("more")) {
        return oneOf(
            random,
            "",
            "<more/>",
            "<more a='1' b='é'><a>2</a> and <q>&lt;</q><![CDATA[</q>]]></more >");
      }
      String text = value(random, few);
      if (text.indexOf('\u0001') >= 0) {
        text = oneOf(random, "", " ", "\n\t ", "]] >", "&");
      }
      if (text.isEmpty() && random.nextBoolean()) {
        return "<" + column + " />";
      }
      String attributes = random.nextInt(10) == 0 ? " k='v'" : "";
      return "<" + column + attributes + ">" + escaped(text, random) + "</" + column + ">";
    }

    private static String escaped(String text, Random random) {
      String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      return switch (random.nextInt(5)) {
        case 0 -> plain.replace("\"", "&quot;").replace("é", "&#xe9;").replace("𝄞", "&#119070;");
        case 1 -> "<![CDATA[" + text + "]]>";
        case 2 -> plain.replace("a", "<![CDATA[a]]>");
        default -> plain.replace("&gt;", ">").replace("-", "&#45;");
      };
    }
  };

  /// References to its columns.
  abstract List<String> columns();

  String file(int number) {
    return "t" + number + "." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /// How a mapping reads the file of that number.
  abstract String formulation(int number);

  /// The file of a number.
  ///
  /// @param odd whether there is something in it that may not be plain
  abstract String table(int number, Random random, boolean odd);

  private static String value(Random random, int few) {
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> "null";
      case 2 -> "a-" + random.nextInt(few);
      case 3 -> "é " + random.nextInt(few) + "/x";
      case 4 -> "tab\t\\ \u0001 𝄞" + random.nextInt(few);
      case 5 -> "say \"" + random.nextInt(few) + "\",\nor not";
      default -> String.valueOf(random.nextInt(few));
    };
  }

  private static String blank(Random random) {
    return oneOf(random, "", "", " ", "\n", "\r\n  ");
  }

  private static String oneOf(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
