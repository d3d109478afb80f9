package org.lacis.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Boxes that come and go: a packed tree of most of them, and a few that it does not have yet.
final class BoxIndex {
  private static final int MOST_LOOSE = 512;

  private final Map<String, Envelope> boxes = new HashMap<>();
  private final Map<String, Envelope> loose = new HashMap<>();

  /// What the tree has and should not.
  private final Set<String> stale = new HashSet<>();

  private HPRtree tree = new HPRtree();
  private boolean packed;

  void put(String thing, Envelope box) {
    remove(thing);
    boxes.put(thing, box);
    if (packed) {
      loose.put(thing, box);
    }
  }

  void remove(String thing) {
    if (boxes.remove(thing) != null && packed && loose.remove(thing) == null) {
      stale.add(thing);
    }
  }

  void search(Envelope box, Consumer<String> thing) {
    if (!packed || loose.size() > MOST_LOOSE || stale.size() > MOST_LOOSE) {
      pack();
    }
    tree.query(
        box,
        item -> {
          if (item instanceof String one && !stale.contains(one)) {
            thing.accept(one);
          }
        });
    loose.forEach((one, its) -> {
      if (its.intersects(box)) {
        thing.accept(one);
      }
    });
  }

  private void pack() {
    tree = new HPRtree();
    boxes.forEach((thing, box) -> tree.insert(box, thing));
    tree.build();
    loose.clear();
    stale.clear();
    packed = true;
  }
}
