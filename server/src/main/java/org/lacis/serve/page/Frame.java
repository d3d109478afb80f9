package org.lacis.serve.page;

import java.util.List;

/// What every page has around its content.
///
/// @param title of the page
/// @param words of the reader's language
/// @param site name of the whole
/// @param publisher who answers for it
/// @param here which entry of the navigation this page belongs to; may be empty
/// @param otherAddress this page in the other language; empty when there is only one
/// @param otherName name of the other language in itself
/// @param sought what stands in the search field
/// @param links alternates of this page: address and media type
/// @param assets stamp of the assets, for caching
public record Frame(
    String title,
    Words words,
    String site,
    String publisher,
    String here,
    String otherAddress,
    String otherName,
    String sought,
    List<Alternate> links,
    String assets) {

  /// The same content in another form.
  public record Alternate(String address, String type, String name) {}

  public Frame {
    links = List.copyOf(links);
  }

  public String word(String key, Object... values) {
    return words.get(key, values);
  }

  /// Tag of the language.
  public String lang() {
    return words.language().tag();
  }
}
