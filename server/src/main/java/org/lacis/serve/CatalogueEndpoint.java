package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lacis.serve.federated.PartnerCards;
import org.lacis.serve.page.Dataset;
import org.lacis.serve.page.DatasetMaker;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Speakers;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;

/// `/catalogue`: the datasets and where they come from, as a page or as DCAT-AP in an RDF form.
record CatalogueEndpoint(Site site, DescribedTwin described) implements Handler {
  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language");
    ctx.header("Link", "</.well-known/void>; rel=\"describedby\"");
    Form form =
        Form.bySuffix("." + Ask.text(ctx, "form"))
            .orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    if (form != Form.HTML) {
      described.catalogue(ctx, form);
      return;
    }
    Words words = site.pages().words(ctx);
    Speakers speakers = new Speakers(site.iris().base());
    List<Dataset> datasets =
        site.store().read(view -> new DatasetMaker(view.dataset(), speakers, words).all());
    List<Frame.Alternate> links = new ArrayList<>();
    Arrays.stream(Form.values())
        .filter(other -> other != Form.HTML)
        .forEach(other ->
            links.add(
                new Frame.Alternate(
                    "/catalogue?form=" + other.suffix(), other.mediaType(), other.suffix())));
    Frame frame = site.pages().frame(ctx, words, words.get("catalogue.title"), "catalogue", links);
    List<Dataset> partners =
        described.federation().map(one -> PartnerCards.of(one, words)).orElse(List.of());
    site.pages().send(ctx, "catalogue", frame, Map.of("datasets", datasets, "partners", partners));
  }
}
