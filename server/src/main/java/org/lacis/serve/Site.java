package org.lacis.serve;

import java.util.List;
import org.lacis.search.NameIndex;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.twin.LocalIris;
import org.lacis.store.TwinStore;

/// What most endpoints need: the data, the pages, and how things are named.
record Site(TwinStore store, Pages pages, LocalIris iris, List<TwinPart> twins, NameIndex names) {
  Site {
    twins = List.copyOf(twins);
  }
}
