package org.lacis.source.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A source at an address, and how it is asked.
public sealed interface Remote {
  URI address();

  Limits limits();

  /// The same source at another address.
  Remote at(URI other);

  /// OGC API - Features (OGC 17-069r4, clause 7.15): the items of a collection, by `next` links.
  ///
  /// @param address of the service, or of an API in front of it: what stands before `/collections`
  /// @param collection its name
  /// @param page features a page (`limit`)
  /// @param query further parameters of every first request
  record Features(
      URI address, String collection, int page, Map<String, String> query, Limits limits)
      implements Remote {
    public Features {
      query = ordered(query);
    }

    @Override
    public Remote at(URI other) {
      return new Features(other, collection, page, query, limits);
    }
  }

  /// WFS 2.0 (OGC 09-025r2, clause 7.7.4): counted with `resultType=hits`, then asked with `count`
  /// and `startIndex`.
  ///
  /// @param address of the service
  /// @param type name of the feature type
  /// @param format what is asked for as `outputFormat`: GeoJSON when it speaks of JSON, else GML
  /// @param page features a page (`count`)
  /// @param query further parameters of every request, such as `sortBy`, `srsName`, `bbox`
  record Wfs(
      URI address, String type, String format, int page, Map<String, String> query, Limits limits)
      implements Remote {
    public Wfs {
      query = ordered(query);
    }

    boolean json() {
      return format.contains("json");
    }

    @Override
    public Remote at(URI other) {
      return new Wfs(other, type, format, page, query, limits);
    }
  }

  /// An API that answers with pages of JSON objects; the file holds all of them under the name of
  /// the list.
  ///
  /// @param address of the first page
  /// @param items member of a page that holds the list, at the top
  /// @param next member that holds the address of the next page, names with dots between them;
  ///   absent or null on the last one
  /// @param total member that holds how many objects there are; empty for none
  /// @param query further parameters of the first request
  record Pages(
      URI address,
      String items,
      String next,
      String total,
      Map<String, String> query,
      Limits limits)
      implements Remote {
    public Pages {
      query = ordered(query);
    }

    @Override
    public Remote at(URI other) {
      return new Pages(other, items, next, total, query, limits);
    }
  }

  /// A file.
  ///
  /// @param media media types that are accepted; empty for all but HTML
  record Download(URI address, List<String> media, Limits limits) implements Remote {
    public Download {
      media = List.copyOf(media);
    }

    @Override
    public Remote at(URI other) {
      return new Download(other, media, limits);
    }
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
