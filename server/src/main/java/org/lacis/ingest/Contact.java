package org.lacis.ingest;

/// Whom to ask about data: `contact: {name: …, email: …, page: …}`, each of which may be left out.
///
/// @param name of a person or an office
/// @param email address, without `mailto:`
/// @param page address of a page or form
public record Contact(String name, String email, String page) {
  /// Nobody is named.
  public static final Contact NONE = new Contact("", "", "");

  public boolean isEmpty() {
    return name.isEmpty() && email.isEmpty() && page.isEmpty();
  }

  /// Reads the map `contact` of a settings file.
  ///
  /// @param otherwise what holds where there is none
  static Contact read(SettingsFile yaml, Contact otherwise) {
    if (!yaml.has("contact")) {
      return otherwise;
    }
    SettingsFile own = yaml.map("contact").orElseThrow().only("name", "email", "page");
    String email = own.text("email", "");
    if (!email.isEmpty() && !email.matches("[^@\\s<>\"]+@[^@\\s<>\"]+")) {
      throw own.wrong("email", "'" + email + "'", "an address such as sig@ville.example");
    }
    String page = own.text("page", "");
    if (!page.isEmpty() && !page.matches("https?://[^\\s<>\"{}|\\\\^`]+")) {
      throw own.wrong("page", "'" + page + "'", "an address that begins with http:// or https://");
    }
    return new Contact(own.text("name", ""), email, page);
  }
}
