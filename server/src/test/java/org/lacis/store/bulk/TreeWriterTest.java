package org.lacis.store.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.dboe.base.file.FileSet;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.base.record.Record;
import org.apache.jena.dboe.base.record.RecordFactory;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.dboe.trans.bplustree.BPlusTreeFactory;
import org.apache.jena.dboe.transaction.txn.ComponentId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// TDB2 takes a packed tree for one of its own: reads it, checks it, adds to it and removes from
/// it.
class TreeWriterTest {
  @TempDir Path folder;

  /// Around one page of records (249 quads, 333 terms), around one page of nodes over them, and one
  /// that has nodes over nodes.
  @TestFactory
  Stream<DynamicTest> aTreeOfAnySizeIsOneOfTdb2() {
    return IntStream.of(1, 2, 124, 249, 250, 251, 373, 498, 499, 56_000, 56_200, 56_300, 120_000)
        .boxed()
        .flatMap(count ->
            Stream.of(
                DynamicTest.dynamicTest(count + " quads", () -> tree(count, 4, 0)),
                DynamicTest.dynamicTest(count + " terms", () -> tree(count, 2, 1))));
  }

  private void tree(int count, int keyWords, int valueWords) throws IOException {
    Path place = Files.createDirectories(folder.resolve(count + "-" + keyWords));
    long[] record = new long[keyWords + valueWords];
    try (TreeWriter writer = new TreeWriter(place, "T", keyWords, valueWords)) {
      for (int i = 0; i < count; i++) {
        fill(record, 2L * i);
        writer.add(record, 0);
      }
      writer.finish();
    }
    RecordFactory form = new RecordFactory(keyWords * Long.BYTES, valueWords * Long.BYTES);
    BPlusTree tree =
        BPlusTreeFactory.createBPTree(
            ComponentId.allocLocal(), new FileSet(Location.create(place), "T"), form);
    tree.nonTransactional();
    holds(tree, form, count, 2, keyWords, valueWords);
    for (int i = 0; i < Math.min(count, 3_000); i++) {
      assertThat(tree.insert(record(form, 2L * i + 1, keyWords, valueWords))).isTrue();
      assertThat(tree.insert(record(form, 2L * i, keyWords, valueWords))).isFalse();
    }
    tree.check();
    for (int i = 0; i < Math.min(count, 3_000); i++) {
      assertThat(tree.delete(record(form, 2L * i + 1, keyWords, valueWords))).isTrue();
    }
    holds(tree, form, count, 2, keyWords, valueWords);
    for (int i = 0; i < Math.min(count, 3_000); i++) {
      assertThat(tree.delete(record(form, 2L * (count - 1 - i), keyWords, valueWords))).isTrue();
    }
    holds(tree, form, count - Math.min(count, 3_000), 2, keyWords, valueWords);
    tree.close();
  }

  private static void holds(
      BPlusTree tree, RecordFactory form, int count, int step, int keyWords, int valueWords) {
    tree.check();
    Iterator<Record> records = tree.iterator();
    for (int i = 0; i < count; i++) {
      Record expected = record(form, (long) step * i, keyWords, valueWords);
      Record found = records.next();
      if (!Record.equals(found, expected)) {
        assertThat(found).as("record %d", i).isEqualTo(expected);
      }
    }
    assertThat(records.hasNext()).isFalse();
  }

  private static Record record(RecordFactory form, long number, int keyWords, int valueWords) {
    long[] words = new long[keyWords + valueWords];
    fill(words, number);
    ByteBuffer key = ByteBuffer.allocate(keyWords * Long.BYTES);
    key.asLongBuffer().put(words, 0, keyWords);
    if (valueWords == 0) {
      return form.create(key.array());
    }
    ByteBuffer value = ByteBuffer.allocate(valueWords * Long.BYTES);
    value.asLongBuffer().put(words, keyWords, valueWords);
    return form.create(key.array(), value.array());
  }

  /// Ascending as unsigned numbers, and from a certain one on negative as signed ones.
  private static void fill(long[] words, long number) {
    words[0] = (number / 1000) << 47;
    words[1] = number;
    for (int i = 2; i < words.length; i++) {
      words[i] = number * i;
    }
  }

  @Test
  void nothingIsWrittenForNothing() throws IOException {
    try (TreeWriter writer = new TreeWriter(folder, "T", 4, 0)) {
      writer.finish();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
