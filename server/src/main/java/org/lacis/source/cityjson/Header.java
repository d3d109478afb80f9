package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/// What a model says of itself: version, transform and reference system.
final class Header {
  private String type = "";
  private String version = "";
  private String referenceSystem = "";
  private Optional<Transform> transform = Optional.empty();

  /// Takes the member that the parser points at, if it belongs here; passes over it otherwise.
  void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type" -> type = word(json);
      case "version" -> version = word(json);
      case "transform" -> transform = Transform.read(json);
      case "metadata" -> metadata(json);
      default -> json.skipChildren();
    }
  }

  private void metadata(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean system = json.currentName().equals("referenceSystem");
        json.nextToken();
        referenceSystem = system ? word(json) : referenceSystem;
        json.skipChildren();
      }
    } else {
      json.skipChildren();
    }
  }

  private static String word(JsonParser json) throws IOException {
    String word = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    json.skipChildren();
    return word;
  }

  boolean isCityJson() {
    return type.equals("CityJSON");
  }

  String type() {
    return type;
  }

  /// The system that the metadata name; empty when they name none.
  String referenceSystem() {
    return referenceSystem;
  }

  /// The transform; empty when it is missing though this version must have one.
  Optional<Transform> transform() {
    boolean old = version.equals("1.0") || version.startsWith("0.");
    return transform.or(() -> old ? Optional.of(Transform.NONE) : Optional.empty());
  }
}
