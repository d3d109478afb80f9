package org.lacis.interop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;

/// What a test is.
///
/// @param id stable, `family.name` in kebab-case: `uris.content-negotiation`
/// @param title a few words, without a stop
/// @param asks what is looked at, in a sentence
/// @param remedy how to mend what fails, in a sentence or two
/// @param requirements what it stands for; not empty
/// @param kinds what it can be asked of; it is inapplicable to a subject that offers none of them.
///   Empty: of everything
public record Check(
    String id,
    Family family,
    Severity severity,
    Text title,
    Text asks,
    Text remedy,
    List<Requirement> requirements,
    Set<Kind> kinds) {

  public Check {
    requirements = List.copyOf(requirements);
    kinds = java.util.Collections.unmodifiableSet(new TreeSet<>(kinds));
    if (!id.startsWith(family.key() + ".")) {
      throw new IllegalArgumentException("the id " + id + " does not begin with " + family.key());
    }
  }

  /// One whose words stand in the bundle `org/lacis/interop/checks_{en,fr}.properties`, under
  /// `ID.title`, `ID.asks` and `ID.remedy`.
  public static Check of(
      String id, Severity severity, Set<Kind> kinds, Requirement... requirements) {
    Family family =
        Family.of(id.substring(0, id.indexOf('.')))
            .orElseThrow(() -> new IllegalArgumentException("no family of " + id));
    return new Check(
        id,
        family,
        severity,
        words(id + ".title"),
        words(id + ".asks"),
        words(id + ".remedy"),
        List.of(requirements),
        kinds);
  }

  private static Text words(String key) {
    return new Text(words(Locale.ENGLISH, key), words(Locale.FRENCH, key));
  }

  private static String words(Locale locale, String key) {
    return ResourceBundle.getBundle(
            "org.lacis.interop.checks",
            locale,
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
        .getString(key);
  }

  /// Whether it can be asked of a subject that offers these.
  public boolean suits(Set<Kind> offered) {
    return kinds.isEmpty() || kinds.stream().anyMatch(offered::contains);
  }

  public Result passed(String asked, String came) {
    return result(new Outcome.Passed(Text.plain("")), asked, came);
  }

  /// @param failing IRIs, or addresses, of what fails; the first [Result#MOST] are kept
  public Result failed(Text why, String asked, String came, List<String> failing) {
    return new Result(
        this, new Outcome.Failed(why), asked, came, failing, Optional.empty(), Optional.empty());
  }

  /// When what came can be read in both ways.
  public Result cannotTell(Text why, String asked, String came) {
    return result(new Outcome.CannotTell(why), asked, came);
  }

  /// When the subject has nothing that the test speaks of.
  public Result inapplicable(Text why) {
    return result(new Outcome.Inapplicable(why), "", "");
  }

  /// When it could not be run.
  public Result untested(Text why) {
    return result(new Outcome.Untested(why), "", "");
  }

  private Result result(Outcome outcome, String asked, String came) {
    return new Result(this, outcome, asked, came, List.of(), Optional.empty(), Optional.empty());
  }
}
