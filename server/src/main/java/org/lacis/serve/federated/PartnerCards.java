package org.lacis.serve.federated;

import java.util.ArrayList;
import java.util.List;
import org.lacis.federate.Federation;
import org.lacis.federate.Partner;
import org.lacis.serve.page.Addresses;
import org.lacis.serve.page.Dataset;
import org.lacis.serve.page.Words;

/// Partners as the catalogue page shows them.
public final class PartnerCards {
  private PartnerCards() {}

  public static List<Dataset> of(Federation federation, Words words) {
    return federation.states().stream().map(state -> card(federation, state, words)).toList();
  }

  private static Dataset card(Federation federation, Federation.State state, Words words) {
    Partner partner = state.partner();
    List<Dataset.Fact> facts = new ArrayList<>();
    facts.add(
        new Dataset.Fact(
            words.get("partner.endpoint"),
            partner.endpoint().toString(),
            partner.endpoint().toString()));
    facts.add(new Dataset.Fact(words.get("partner.iri"), federation.iri(partner).getURI(), ""));
    if (!partner.licence().isEmpty()) {
      boolean address = partner.licence().matches("https?://\\S+");
      facts.add(
          new Dataset.Fact(
              words.get("catalogue.licence"), partner.licence(), address ? partner.licence() : ""));
    }
    facts.add(
        new Dataset.Fact(
            words.get("partner.trust"),
            words.get(partner.trust() == Partner.Trust.FULL ? "partner.full" : "partner.named"),
            ""));
    String health =
        state.resting().isPresent()
            ? "partner.resting"
            : state.trouble().isEmpty() ? "partner.open" : "partner.failed";
    facts.add(new Dataset.Fact(words.get("partner.state"), words.get(health), ""));
    state
        .summary()
        .filter(said -> said.statements() >= 0)
        .ifPresent(said ->
            facts.add(
                new Dataset.Fact(
                    words.get("partner.says"),
                    words.number(Long.toString(said.statements())),
                    partner.description().map(Object::toString).orElse(""))));
    return new Dataset(
        "",
        "partner-" + partner.name(),
        Addresses.in(partner.label(), words.language().tag(), partner.name()),
        "",
        "",
        partner.licence(),
        facts);
  }
}
