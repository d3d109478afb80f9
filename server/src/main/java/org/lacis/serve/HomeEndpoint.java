package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import org.lacis.serve.page.Addresses;
import org.lacis.serve.page.DatasetMaker;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Home;
import org.lacis.serve.page.HomeMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Inventory;
import org.lacis.serve.twin.Speakers;

/// `/`: what this twin is, in words and numbers.
record HomeEndpoint(Site site, ServeSettings settings, Inventory inventory) implements Handler {
  @Override
  public void handle(Context ctx) {
    Words words = site.pages().words(ctx);
    String tag = words.language().tag();
    String title = Addresses.in(settings.title(), tag, "Lacis");
    Inventory.Count count = inventory.count();
    HomeMaker maker =
        new HomeMaker(
            title,
            Addresses.in(settings.description(), tag, ""),
            settings.twins(),
            settings.questions(),
            words);
    Speakers speakers = new Speakers(settings.base());
    Home home =
        site.store()
            .read(view ->
                maker.make(view, count, new DatasetMaker(view.dataset(), speakers, words).all()));
    Frame frame = site.pages().frame(ctx, words, title, "explore", List.of());
    site.pages().send(ctx, "home", frame, Map.of("home", home));
  }
}
