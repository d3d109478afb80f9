package org.lacis.serve.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.lacis.serve.web.Language;

/// A report as a page that stands in a file of its own: it has its style within and needs no
/// server.
public final class ReportFile {
  private ReportFile() {}

  /// @param site name of the twin
  public static String page(String site, Words words, Checked checked) {
    StringOutput out = new StringOutput(16_384);
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.lacis.serve.page.jte")
        .render(
            "report.jte",
            Map.of("words", words, "site", site, "style", style(), "checked", checked),
            out);
    return out.toString();
  }

  /// The page of a check of interoperability.
  public static String page(Words words, CheckPage check) {
    StringOutput out = new StringOutput(16_384);
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.lacis.serve.page.jte")
        .render("checkfile.jte", Map.of("words", words, "style", style(), "check", check), out);
    return out.toString();
  }

  /// The words of a language.
  public static Words words(String language) {
    return new Words(Language.byTag(language).orElse(Language.EN));
  }

  /// The style of the site without what it loads.
  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(
            ReportFile.class.getResourceAsStream("/org/lacis/serve/assets/site.css"))) {
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return "<style>" + css.replaceAll("@font-face\\{[^}]*}\\s*", "") + "</style>";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
