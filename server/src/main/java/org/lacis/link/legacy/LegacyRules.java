package org.lacis.link.legacy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lacis.link.rule.LinkException;
import org.lacis.link.rule.LinkRule;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads a configuration of LIMES (XML) or a link specification of Silk (XML).
public final class LegacyRules {
  private LegacyRules() {}

  /// The rules of a file, named after the file (LIMES) or their ids (Silk).
  ///
  /// @throws LinkException when the file is neither
  public static Imported read(Path file) {
    XmlTree root = XmlTree.read(file);
    List<Finding> findings = new ArrayList<>();
    List<LinkRule> rules = new ArrayList<>();
    Path last = file.getFileName();
    String name =
        name(last == null ? "" : last.toString().replaceFirst("\\.[^.]*$", ""), new HashSet<>());
    if (root.name().equalsIgnoreCase("LIMES")) {
      LimesReader.read(root, name, new Draft(file.toString(), findings::add)).ifPresent(rules::add);
      return new Imported(rules, findings);
    }
    List<XmlTree> links = new ArrayList<>(root.within("Interlink"));
    links.addAll(root.within("LinkSpec"));
    if (links.isEmpty()) {
      throw new LinkException(
          Finding.violation(
              "link.unreadable-rule",
              Place.line(file.toString(), root.line()),
              "<" + root.name() + ">",
              "<LIMES>, or <Silk> with an <Interlink>",
              "Give a configuration of LIMES or a link specification of Silk."));
    }
    Set<String> taken = new HashSet<>();
    for (XmlTree link : links) {
      String id = link.attribute("id");
      Optional<LinkRule> rule =
          SilkReader.read(
              root,
              link,
              name(id.isEmpty() ? name : id, taken),
              new Draft(file.toString(), findings::add));
      rule.ifPresent(rules::add);
    }
    return new Imported(rules, findings);
  }

  /// Small letters, digits and hyphens, once in a file.
  private static String name(String text, Set<String> taken) {
    String plain =
        text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String base = plain.isEmpty() ? "rule" : plain;
    String free = base;
    for (int number = 2; !taken.add(free); number++) {
      free = base + "-" + number;
    }
    return free;
  }
}
