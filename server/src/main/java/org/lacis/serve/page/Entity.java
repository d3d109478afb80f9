package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// The page about one thing.
///
/// @param title what it is called
/// @param lead what is remarkable about it, a sentence or two
/// @param iri its name in the web of data
/// @param crumbs from the whole to its kind
/// @param groups what is said of it
/// @param counterparts what corresponds to it in other twins
/// @param incoming what refers to it
/// @param drawing where it lies
/// @param legend what the colours of the drawing mean
/// @param moments what happened when
/// @param origins which datasets say it
public record Entity(
    String title,
    String lead,
    String iri,
    List<Link> crumbs,
    List<Group> groups,
    List<Counterparts> counterparts,
    Optional<Incoming> incoming,
    Optional<Drawing> drawing,
    List<Says> legend,
    List<Moment> moments,
    List<Origin> origins) {

  /// @param href empty when there is nothing to go to
  public record Link(String text, String href) {}

  /// Who says it.
  ///
  /// @param hue key of the twin; empty for what is inferred or computed
  /// @param name of the twin, or the question
  /// @param why the answer to that question; empty for a twin
  /// @param proof where the whole answer is; empty where there is no more to tell
  public record Says(String hue, String name, String why, Link proof) {
    static final Link NOWHERE = new Link("", "");

    Says(String hue, String name, String why) {
      this(hue, name, why, NOWHERE);
    }

    Says at(Link more) {
      return new Says(hue, name, why, more);
    }
  }

  /// @param unit written grey after the text
  /// @param number whether the text is a figure
  public record Value(String text, String unit, String href, boolean number, Says says) {}

  /// @param scale both values on one line, when twins disagree
  public record Row(String label, String about, List<Value> values, Optional<Scale> scale) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public record Group(String title, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /// Values on one line from 0 to `end`; positions in percent of it.
  public record Scale(String middle, String end, List<Bar> bars, String definition) {
    public Scale {
      bars = List.copyOf(bars);
    }
  }

  public record Bar(String hue, String from, String width) {}

  /// @param anchor of the list within the page
  /// @param count how many there are
  /// @param more to the others; its text is empty when all are shown, or the list is paged
  public record Counterparts(
      String title, String anchor, long count, List<Item> items, Link more, Paging paging) {
    public Counterparts {
      items = List.copyOf(items);
    }
  }

  public record Item(
      String text, String href, String detail, String figure, String unit, String why) {}

  /// @param kinds in how many ways things refer to it
  /// @param title what the listed things have in common
  public record Incoming(List<Kind> kinds, String title, List<Link> things, Paging paging) {
    public Incoming {
      kinds = List.copyOf(kinds);
      things = List.copyOf(things);
    }
  }

  public record Kind(String label, String count, String href, boolean current) {}

  public record Moment(String date, String what, Says says) {}

  public record Origin(Link dataset, String detail, Says says) {}

  public Entity {
    crumbs = List.copyOf(crumbs);
    groups = List.copyOf(groups);
    counterparts = List.copyOf(counterparts);
    legend = List.copyOf(legend);
    moments = List.copyOf(moments);
    origins = List.copyOf(origins);
  }
}
