package org.lacis.interop.report;

import java.util.Locale;
import org.lacis.interop.Level;
import org.lacis.interop.Report;

/// A report as a small picture, SVG, to stand on a partner's page: the level, and how many tests
/// passed of those that were run.
public final class CheckBadge {
  private static final int LETTER = 7;
  private static final int PAD = 9;

  private CheckBadge() {}

  public static String write(Report report, String language) {
    boolean french = language.startsWith("fr");
    String name = french ? "interopérabilité" : "interoperability";
    long passed = report.counts().getOrDefault("passed", 0L);
    long run = passed + report.counts().getOrDefault("failed", 0L);
    CheckText text = new CheckText(language);
    String value = text.word("level." + report.verdict().level().key()) + " " + passed + "/" + run;
    return draw(name, value, colour(report.verdict().level()));
  }

  private static String colour(Level level) {
    // each is dark enough for white letters: 4.5 to 1 at least
    return switch (level) {
      case NONE -> "#55605b";
      case BRONZE -> "#8a5a2b";
      case SILVER -> "#5f6b7a";
      case GOLD -> "#8a6a00";
    };
  }

  private static String draw(String name, String value, String colour) {
    int left = name.length() * LETTER + 2 * PAD;
    int right = value.length() * LETTER + 2 * PAD;
    int width = left + right;
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="22" role="img" aria-label="%5$s: %6$s">
        <title>%5$s: %6$s</title>
        <path fill="#17201d" d="M3 0h%2$dv22H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>
        <path fill="%7$s" d="M%8$d 0h%3$da3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H%8$dz"/>
        <g fill="#fff" font-family="Source Sans 3,Verdana,sans-serif" font-size="13" text-anchor="middle">
        <text x="%9$d" y="15.5">%5$s</text>
        <text x="%4$d" y="15.5">%6$s</text>
        </g>
        </svg>
        """,
        width,
        left - 3,
        right - 3,
        left + right / 2,
        name,
        value,
        colour,
        left,
        left / 2);
  }
}
