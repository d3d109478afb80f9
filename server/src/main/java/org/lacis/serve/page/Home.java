package org.lacis.serve.page;

import java.util.List;

/// The home page.
///
/// @param counting says that the numbers are not known yet; empty when they are
/// @param links how many links tie the twins, in words; empty for none
public record Home(
    String title,
    String lead,
    String counting,
    List<Part> twins,
    String links,
    List<Entity.Link> questions,
    List<Kind> kinds,
    List<Dataset> datasets) {

  /// @param things how many things this twin describes, in words
  public record Part(String key, String name, String things, String detail) {}

  /// A kind of things, with how many each twin describes.
  public record Kind(String text, String href, List<Share> parts) {
    public Kind {
      parts = List.copyOf(parts);
    }
  }

  public record Share(String key, String name, String number) {}

  public Home {
    twins = List.copyOf(twins);
    questions = List.copyOf(questions);
    kinds = List.copyOf(kinds);
    datasets = List.copyOf(datasets);
  }
}
