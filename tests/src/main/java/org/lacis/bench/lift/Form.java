package org.lacis.bench.lift;

import java.util.Locale;

/// A form of the tables.
public enum Form {
  CSV,
  JSON,
  XML;

  String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
