package org.lacis.validate.shacl;

/// Several sets in order, gone through together in that order: a heap of the next of each.
final class Merge {
  /// Takes a number of a set.
  interface Each {
    void number(long number, int set);
  }

  private final long[][] sets;
  private final int[] places;
  private final int[] heap;
  private int size;

  Merge(long[][] sets) {
    this.sets = sets;
    this.places = new int[sets.length];
    this.heap = new int[sets.length];
    for (int i = 0; i < sets.length; i++) {
      if (sets[i].length > 0) {
        heap[size++] = i;
        up(size - 1);
      }
    }
  }

  void forEach(Each each) {
    while (size > 0) {
      int set = heap[0];
      each.number(sets[set][places[set]], set);
      if (++places[set] == sets[set].length) {
        heap[0] = heap[--size];
      }
      down();
    }
  }

  private boolean before(int one, int other) {
    int order = Long.compareUnsigned(sets[one][places[one]], sets[other][places[other]]);
    return order != 0 ? order < 0 : one < other;
  }

  private void up(int from) {
    int at = from;
    while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void down() {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], heap[at])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int one, int other) {
    int kept = heap[one];
    heap[one] = heap[other];
    heap[other] = kept;
  }
}
