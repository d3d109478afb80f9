package org.lacis.link;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.store.NodeIds;

/// Things in the order of their IRIs, which hangs neither on the order of loading nor on the
/// store's numbers.
///
/// @param iris in order
/// @param ids the view's numbers, at the same positions
/// @param unnamed how many things were left out because they are blank nodes
record Things(List<String> iris, LongList ids, int unnamed) {

  private record Named(String iri, long id) {}

  static Things inOrder(LongSet things, NodeIds ids) {
    List<Named> named = new ArrayList<>(things.size());
    for (long id : things) {
      Node node = ids.node(id);
      if (node.isURI()) {
        named.add(new Named(node.getURI(), id));
      }
    }
    named.sort(Comparator.comparing(Named::iri));
    List<String> iris = new ArrayList<>(named.size());
    LongList numbers = new LongArrayList(named.size());
    for (Named one : named) {
      iris.add(one.iri);
      numbers.add(one.id);
    }
    return new Things(Collections.unmodifiableList(iris), numbers, things.size() - named.size());
  }

  int size() {
    return iris.size();
  }
}
