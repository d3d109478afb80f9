package org.lacis.serve.page;

import java.util.Map;

/// One of the twins, with the hue that means "this one says it".
///
/// @param key as in `graph/<key>/…`
/// @param label its name by language tag
/// @param colour hue on light ground, `#rrggbb`
/// @param dark hue on dark ground, `#rrggbb`
public record TwinPart(String key, Map<String, String> label, String colour, String dark) {
  public TwinPart {
    label = Map.copyOf(label);
    if (!(colour + dark).matches("#[0-9a-fA-F]{6}#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("a hue is #rrggbb, not " + colour + " " + dark);
    }
    if (!key.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("a twin's key is letters, digits, - and _: " + key);
    }
  }
}
