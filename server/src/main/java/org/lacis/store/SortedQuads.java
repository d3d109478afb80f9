package org.lacis.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.dboe.base.block.BlockMgr;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;

/// One of TDB2's indexes of quads, read as the sorted table of numbers that it is: no object is
/// made for a quad. Numbers are those of [NodeIds]; they are in unsigned order.
///
/// A key is four numbers in the order of the index. Good inside the transaction, and on the thread,
/// that it was taken in, until that transaction writes.
public final class SortedQuads {
  /// Numbers of a key.
  public static final int WIDTH = 4;

  static final int KEY = WIDTH * Long.BYTES;

  /// Where keys begin in a page of keys, after their count and a link; and in a node, after its
  /// kind and the count.
  static final int PAGE_HEAD = 8;

  static final int NODE_HEAD = 4;

  private static final int LEAF = 7;

  private final String name;
  private final int[] columns;
  private final BlockMgr nodes;
  private final BlockMgr pages;
  private final int mostKeys;
  private final BPlusTree tree;
  private final int root;

  SortedQuads(String name, BPlusTree tree) {
    this.name = name;
    this.columns = name.chars().map("GSPO"::indexOf).toArray();
    this.nodes = tree.getNodeManager().getBlockMgr();
    this.pages = tree.getRecordsMgr().getBlockMgr();
    this.mostKeys = 2 * tree.getParams().getOrder() - 1;
    this.tree = tree;
    this.root = tree.getRootId();
  }

  private SortedQuads(SortedQuads same) {
    this.name = same.name;
    this.columns = same.columns;
    this.nodes = same.nodes;
    this.pages = same.pages;
    this.mostKeys = same.mostKeys;
    this.tree = same.tree;
    this.root = tree.getRootId();
  }

  /// The same index as the transaction of this thread sees it now.
  SortedQuads now() {
    return new SortedQuads(this);
  }

  /// As TDB2 calls it: `POSG`, for one.
  public String name() {
    return name;
  }

  /// What stands at a place of the key: 0 graph, 1 subject, 2 predicate, 3 object.
  public int column(int place) {
    return columns[place];
  }

  /// Whether equal triples of several graphs are neighbours.
  public boolean endsWithGraph() {
    return columns[WIDTH - 1] == 0;
  }

  public RangeScan scan() {
    return new RangeScan(this);
  }

  /// About how many keys lie from `low` to `high`, both included: exact where they are on one page,
  /// else within a few times the truth. Reads two pages a level of the tree.
  public long estimate(long[] low, long[] high) {
    if (Arrays.compareUnsigned(low, high) > 0) {
      return 0;
    }
    int node = root;
    while (true) {
      ByteBuffer buffer = node(node);
      int first = child(buffer, low);
      int last = child(buffer, high);
      boolean leaf = isLeaf(buffer);
      if (first != last) {
        Part left = from(buffer, first, low);
        Part right = from(buffer, last, high);
        long between = (long) (last - first - 1) * ((left.all + right.all) / 2);
        return Math.max(1, left.after + between + right.all - right.after);
      }
      if (leaf) {
        ByteBuffer page = page(pointer(buffer, first));
        int from = place(page, PAGE_HEAD, page.getInt(0), low, false);
        int to = place(page, PAGE_HEAD, page.getInt(0), high, true);
        return (long) to - from;
      }
      node = pointer(buffer, first);
    }
  }

  /// Keys below a child that are not before the given one, and all of them.
  private record Part(long after, long all) {}

  private Part from(ByteBuffer buffer, int child, long[] key) {
    int pointer = pointer(buffer, child);
    if (isLeaf(buffer)) {
      ByteBuffer page = page(pointer);
      int count = page.getInt(0);
      return new Part(count - place(page, PAGE_HEAD, count, key, false), count);
    }
    ByteBuffer below = node(pointer);
    int at = child(below, key);
    Part part = from(below, at, key);
    int count = count(below);
    return new Part(part.after + (count - at) * part.all, (count + 1) * part.all);
  }

  /// Keys spread over the range from `low` to `high`, for estimates; more of them where there are
  /// more keys. None where there is none.
  public List<long[]> samples(long[] low, long[] high, int most) {
    int node = root;
    while (true) {
      ByteBuffer buffer = node(node);
      int first = child(buffer, low);
      int last = child(buffer, high);
      if (last - first >= Math.min(most, 2)) {
        return spread(buffer, NODE_HEAD, first, last, most);
      }
      int child = pointer(buffer, last - first == 1 ? last : first);
      if (isLeaf(buffer)) {
        ByteBuffer page = page(child);
        int count = page.getInt(0);
        int begin = place(page, PAGE_HEAD, count, low, false);
        return spread(page, PAGE_HEAD, begin, place(page, PAGE_HEAD, count, high, true), most);
      }
      node = child;
    }
  }

  private static List<long[]> spread(ByteBuffer buffer, int head, int first, int last, int most) {
    List<long[]> keys = new ArrayList<>();
    int count = Math.min(most, last - first);
    for (int i = 0; i < count; i++) {
      int at = head + KEY * (first + (int) ((long) (last - first) * i / count));
      long[] key = new long[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        key[j] = buffer.getLong(at + j * Long.BYTES);
      }
      keys.add(key);
    }
    return keys;
  }

  // ---- pages, as TDB2 5 writes them

  int root() {
    return root;
  }

  ByteBuffer node(int id) {
    return nodes.getRead(id).getByteBuffer().duplicate().clear();
  }

  ByteBuffer page(int id) {
    return pages.getRead(id).getByteBuffer().duplicate().clear();
  }

  static boolean isLeaf(ByteBuffer node) {
    return node.getInt(0) >>> 24 == LEAF;
  }

  static int count(ByteBuffer node) {
    return node.getInt(0) & 0xFFFFFF;
  }

  int pointer(ByteBuffer node, int child) {
    return node.getInt(NODE_HEAD + mostKeys * KEY + child * Integer.BYTES);
  }

  /// The child that holds the first key that is not before the given one: a node's keys are the
  /// last ones of its children.
  static int child(ByteBuffer node, long[] key) {
    return place(node, NODE_HEAD, count(node), key, false);
  }

  /// How many keys are before the given one, or, with `including`, not after it.
  static int place(ByteBuffer buffer, int head, int count, long[] key, boolean including) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(buffer, head + middle * KEY, key);
      if (order < 0 || (including && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static int compare(ByteBuffer buffer, int at, long[] key) {
    for (int i = 0; i < WIDTH; i++) {
      int order = Long.compareUnsigned(buffer.getLong(at + i * Long.BYTES), key[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
