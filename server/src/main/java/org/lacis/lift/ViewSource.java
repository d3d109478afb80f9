package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.LogicalView;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.TermMap;
import org.lacis.mapping.ViewField;
import org.lacis.source.Source;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.TextRecords;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A logical view read as a source: its columns are the names of its fields, with `#` and `name.#`
/// for their numbers (RML-LV).
///
/// The view streams: of the source below one record is held, of each view that is joined the keys
/// and the fields that the join takes, nothing else. Fields are taken one after the other by a
/// chain of [ViewStep]s, each of which sets its own column and runs the next for every value it
/// has.
final class ViewSource implements Source {
  private final LogicalView view;
  private final Opener opener;
  private final List<String> columns;

  ViewSource(LogicalView view, Opener opener) {
    this.view = view;
    this.opener = opener;
    Set<String> names = new LinkedHashSet<>();
    names.add("#");
    view.fields().forEach(field -> name(field, names));
    view.joins().forEach(join -> join.fields().forEach(field -> name(field, names)));
    this.columns = List.copyOf(names);
  }

  private static void name(ViewField field, Set<String> names) {
    switch (field) {
      case ViewField.Of of -> {
        names.add(of.name());
        names.add(of.name() + ".#");
        of.inside().forEach(within -> name(within, names));
      }
      case ViewField.Within within -> {
        names.add(within.name() + ".#");
        within.fields().forEach(inner -> name(inner, names));
      }
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    for (String reference : references) {
      if (!columns.contains(reference)) {
        throw new SourceException(
            Finding.violation(
                "source.missing-column",
                Place.of(view.name()).field(reference),
                "no field " + reference,
                "one of " + String.join(", ", columns),
                remedy(reference)));
      }
    }
    new Reading(references, each, findings).read();
  }

  private String remedy(String name) {
    List<String> near = Nearest.to(name, columns);
    return near.isEmpty()
        ? "Refer to a field that the view has."
        : "Did you mean \"" + near.getFirst() + "\"?";
  }

  @Override
  public void close() {}

  /// One reading; it is its own record.
  private final class Reading implements SourceRecord {
    private final Consumer<SourceRecord> each;
    private final FindingSink findings;
    private final Map<String, Integer> slots = new HashMap<>();
    private final ViewStep.Columns row;
    private final int[] slotOf;
    private final Tally tally = new Tally(view.name(), view.place());
    private Place place = view.place();
    private long number;

    Reading(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
      this.each = each;
      this.findings = findings;
      columns.forEach(column -> slots.put(column, slots.size()));
      this.row = new ViewStep.Columns(slots.size());
      this.slotOf = references.stream().mapToInt(this::slot).toArray();
    }

    private int slot(String column) {
      return slots.getOrDefault(column, -1);
    }

    void read() {
      ViewStep chain = new ViewStep.Hand(this::hand);
      for (LogicalView.ViewJoin join : view.joins().reversed()) {
        chain = joined(join, chain);
      }
      Level base = new Level(findings, tally);
      chain = base.chain(view.fields(), chain);
      ViewStep first = chain;
      long[] count = {0};
      int index = slot("#");
      opener.read(
          view.on(),
          base.references,
          base.wanted(),
          record -> {
            place = record.place();
            row.set(index, ViewStep.number(count[0]++));
            base.row.take(record);
            base.row.workFor(tally);
            first.run();
          },
          findings);
    }

    private void hand() {
      number++;
      each.accept(this);
    }

    /// Reads the view that is joined, and keeps of it what the join takes.
    private ViewStep joined(LogicalView.ViewJoin join, ViewStep next) {
      Level parent = new Level(findings, tally);
      List<ValueMaker> parentSides =
          join.conditions().stream().map(one -> parent.values.values(one.parent())).toList();
      List<ValueMaker> fields =
          join.fields().stream().map(field -> parent.values.values(field.value())).toList();
      Map<Object, List<List<List<Value>>>> partners = new HashMap<>();
      LogicalSource from = join.parent();
      opener.read(
          from,
          parent.references,
          parent.wanted(),
          record -> {
            parent.row.take(record);
            parent.row.workFor(tally);
            List<List<Value>> values = new ArrayList<>(fields.size());
            for (ValueMaker field : fields) {
              values.add(List.copyOf(field.make(parent.row)));
            }
            for (Object key : JoinIndex.keys(parentSides, parent.row)) {
              partners.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(values);
            }
          },
          findings);
      Own own = new Own(this, findings, tally);
      List<ValueMaker> childSides =
          join.conditions().stream().map(one -> own.values(one.child())).toList();
      int[] values = join.fields().stream().mapToInt(field -> slot(field.name())).toArray();
      int[] numbers = join.fields().stream().mapToInt(field -> slot(field.name() + ".#")).toArray();
      return new ViewStep.Joined(
          own.row, childSides, partners, join.inner(), row, values, numbers, next);
    }

    /// Expressions over the fields of this view itself.
    private static final class Own {
      private final References references = new References();
      private final ValueCompiler compiler = new ValueCompiler(references);
      private final Row row;
      private final Reading view;

      Own(Reading view, FindingSink findings, Tally tally) {
        this.view = view;
        this.row = new Row(findings);
        row.workFor(tally);
      }

      ValueMaker values(TermMap map) {
        ValueMaker maker = compiler.values(map);
        List<String> names = references.names();
        for (int i = 0; i < names.size(); i++) {
          view.checkField(names.get(i), references.place(i));
        }
        int[] slots = names.stream().mapToInt(view::slot).toArray();
        row.open(slots.length);
        row.take(new ViewStep.Picked(view.row, slots, () -> view.place));
        return maker;
      }
    }

    private void checkField(String name, Place where) {
      if (slot(name) < 0) {
        throw new MappingException(
            Finding.violation(
                "lift.unknown-reference",
                where,
                '"' + name + '"',
                "one of " + String.join(", ", columns),
                remedy(name)));
      }
    }

    /// The expressions over one kind of record: those of the source, or those within one.
    private final class Level {
      private final References references = new References();
      private final ValueCompiler values = new ValueCompiler(references);
      private final List<Wanted.Nested> nested = new ArrayList<>();
      private final Row row;

      Level(FindingSink findings, Tally tally) {
        this.row = new Row(findings);
        row.workFor(tally);
      }

      /// What is to be asked of each record; all fields have been compiled.
      Wanted wanted() {
        row.open(references.names().size());
        return new Wanted(references.names(), nested);
      }

      /// The steps of some fields, and what comes after.
      ViewStep chain(List<ViewField> fields, ViewStep after) {
        // Nested records are numbered in the order of the fields, while steps are made backwards.
        ViewStep next = after;
        for (ViewField field : fields.reversed()) {
          next =
              switch (field) {
                case ViewField.Of of -> value(of, next);
                case ViewField.Within within -> records(within, next);
              };
        }
        return next;
      }

      private ViewStep value(ViewField.Of of, ViewStep after) {
        ViewStep next = after;
        int slot = slot(of.name());
        for (ViewField.Within within : of.inside().reversed()) {
          Level inner = new Level(findings, tally);
          ViewStep chain = inner.chain(within.fields(), next);
          TextRecords text =
              opener.sources().inside(within.formulation(), within.iterator(), inner.wanted());
          next =
              new ViewStep.InText(
                  Reading.this.row,
                  slot,
                  slot(within.name() + ".#"),
                  text,
                  inner.row,
                  () -> place,
                  findings,
                  chain);
        }
        return new ViewStep.Valued(
            row, values.values(of.value()), Reading.this.row, slot, slot(of.name() + ".#"), next);
      }

      private ViewStep records(ViewField.Within within, ViewStep next) {
        Level inner = new Level(findings, tally);
        ViewStep chain = inner.chain(within.fields(), next);
        int number = nested.size();
        nested.add(new Wanted.Nested(within.iterator(), inner.wanted()));
        return new ViewStep.Records(
            row, number, Reading.this.row, slot(within.name() + ".#"), inner.row, chain);
      }
    }

    @Override
    public List<Value> values(int reference) {
      return row.get(slotOf[reference]);
    }

    @Override
    public long number() {
      return number;
    }

    /// Where the record of the source stands: that is where a person looks.
    @Override
    public Place place() {
      return place;
    }
  }
}
