package org.lacis.link.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A file that links are handed out in.
public enum FileForm {
  /// Simple Standard for Sharing Ontological Mappings, TSV with its metadata in a YAML header.
  SSSOM("text/tab-separated-values", "sssom.tsv"),
  /// Identifiers with the versions that were compared, CSV.
  BRIDGE("text/csv", "bridge.csv"),
  /// Every pair with its figures, CSV.
  CSV("text/csv", "csv");

  private final String mediaType;
  private final String suffix;

  FileForm(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Ending of a file's name, without the dot before it.
  public String suffix() {
    return suffix;
  }

  /// The word for it in requests.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FileForm> byKey(String key) {
    return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
  }
}
