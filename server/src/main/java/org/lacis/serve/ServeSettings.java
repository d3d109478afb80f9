package org.lacis.serve;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lacis.ingest.ServerLimits;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;

/// How a twin is served.
///
/// @param host address to listen on
/// @param port port to listen on; 0 takes any free one
/// @param base IRI below which the twin names its things; ends with `/`; may differ from the
///   address of the server
/// @param title name of the whole by language tag
/// @param description a sentence about it by language tag; may be empty
/// @param publisher who answers for it
/// @param languages languages of the pages, preferred first; not empty
/// @param twins the twins that are tied together, in the order to show
/// @param questions readable questions with their SPARQL
/// @param queryTimeout how long a query of a visitor may take
/// @param adminKey opens what writes
/// @param limits what clients may ask at once
public record ServeSettings(
    String host,
    int port,
    String base,
    Map<String, String> title,
    Map<String, String> description,
    String publisher,
    List<Language> languages,
    List<TwinPart> twins,
    List<Question> questions,
    Duration queryTimeout,
    AdminKey adminKey,
    ServerLimits limits) {

  /// With the limits that hold where nothing is said.
  public ServeSettings(
      String host,
      int port,
      String base,
      Map<String, String> title,
      Map<String, String> description,
      String publisher,
      List<Language> languages,
      List<TwinPart> twins,
      List<Question> questions,
      Duration queryTimeout,
      AdminKey adminKey) {
    this(
        host,
        port,
        base,
        title,
        description,
        publisher,
        languages,
        twins,
        questions,
        queryTimeout,
        adminKey,
        ServerLimits.STANDARD);
  }

  public ServeSettings {
    title = Map.copyOf(title);
    description = Map.copyOf(description);
    languages = languages.isEmpty() ? List.of(Language.values()) : List.copyOf(languages);
    twins = List.copyOf(twins);
    questions = List.copyOf(questions);
    if (!base.endsWith("/")) {
      throw new IllegalArgumentException("a base IRI ends with '/': " + base);
    }
  }
}
