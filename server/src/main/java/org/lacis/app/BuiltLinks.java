package org.lacis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lacis.ingest.KeptInferences;
import org.lacis.ingest.KeptLinks;
import org.lacis.ingest.LinkDecisions;
import org.lacis.ingest.TwinSettings;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.stored.StoredLink;
import org.lacis.query.QuerySetup;
import org.lacis.reason.Reasoner;
import org.lacis.serve.twin.LinkBook;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// The links of a built workspace, open for one command.
///
/// @param kept keeps the links in step with a decision, as a server does
record BuiltLinks(Workspace workspace, TwinStore store, KeptLinks kept, LinkBook book)
    implements AutoCloseable {

  /// @throws WorkspaceException when nothing is built there
  static BuiltLinks open(Path folder) {
    Workspace workspace = Workspace.open(folder);
    if (!Files.isDirectory(workspace.store())) {
      throw unknown(folder.toString(), "nothing is built there", "lacis build first");
    }
    TwinIris iris = workspace.settings().iris();
    TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()));
    List<LinkRule> rules = workspace.linkRules().stream().map(LinkRule::read).toList();
    boolean linked = workspace.settings().linking() == TwinSettings.Linking.KEPT;
    KeptLinks kept = KeptLinks.of(store, iris, Wiring.linker(), linked ? rules : List.of());
    LinkDecisions decisions = new LinkDecisions(store, iris, rules, kept.names());
    return new BuiltLinks(workspace, store, kept, new LinkBook(store, iris, decisions));
  }

  /// Keeps in step what follows from the links, as a server does.
  KeptInferences inferences() {
    TwinIris iris = workspace.settings().iris();
    return KeptInferences.of(store, iris, new Reasoner(iris, workspace.ruleBook()));
  }

  LinkBook.Chapter chapter(View view, String rule) {
    return book.find(view, rule)
        .orElseThrow(() -> unknown(rule, "no such rule", "a rule that `lacis link list` shows"));
  }

  StoredLink link(View view, LinkBook.Chapter chapter, String hash) {
    return book.link(view, chapter, hash)
        .orElseThrow(() ->
            unknown(
                chapter.name() + " " + hash,
                "no such link",
                "a link that `lacis link list " + chapter.name() + "` shows"));
  }

  /// A path that exists, else a rule of the workspace.
  Path ruleFile(String rule) {
    Path given = Path.of(rule);
    if (Files.isRegularFile(given)) {
      return given;
    }
    return workspace.linkRules().stream()
        .filter(one -> String.valueOf(one.getFileName()).equals(rule + ".yaml"))
        .findFirst()
        .orElseThrow(() ->
            unknown(
                rule,
                "no such file, and no such rule of the workspace",
                "a file, or one of "
                    + String.join(
                        ", ",
                        workspace.linkRules().stream()
                            .map(
                                one -> String.valueOf(one.getFileName()).replaceAll("\\.yaml$", ""))
                            .toList())));
  }

  static WorkspaceException unknown(String place, String found, String expected) {
    return new WorkspaceException(
        Finding.violation("link.usage", Place.of(place), found, expected, ""));
  }

  /// `fr` or `en`: the given one, else the first language of the workspace.
  String tongue(String given) {
    return given.isEmpty() ? workspace.settings().languages().getFirst() : given;
  }

  @Override
  public void close() {
    kept.close();
    store.close();
  }
}
