package org.lacis.source.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// How the pages of one format are read, and put together to one file.
///
/// The file is a head, the records of page after page as they came, and a tail. What changes from
/// answer to answer (time stamps, links, counts) is in none of them, so that the file is the same
/// as long as the records are.
interface PageForm {
  /// For the `Accept` header.
  String accept();

  /// Media types that an answer may have.
  List<String> media();

  /// The head of the file.
  ///
  /// @param first what the first page says of it
  String head(PageFacts first);

  /// What stands between two pages that have records.
  String between();

  String tail(PageFacts first);

  /// Reads a page.
  ///
  /// @param body the answer; may be replaced by the same text in UTF-8
  /// @param out takes the records
  /// @throws Trouble `source.malformed-page`, `source.service-exception`, `source.cut-off`
  /// @throws IOException when a file cannot be read or written
  PageFacts read(String where, Path body, OutputStream out) throws IOException;
}
