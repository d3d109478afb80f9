package org.lacis.source.http;

import java.nio.file.Path;
import java.util.List;
import org.lacis.vocabulary.Finding;

/// A whole copy of a source.
///
/// @param file the copy
/// @param kept what is remembered of it
/// @param fresh whether its content differs from that of the copy before
/// @param requests how many requests were sent for it
/// @param remarks what is worth knowing about how it was read
public record Fetched(Path file, Kept kept, boolean fresh, int requests, List<Finding> remarks) {
  public Fetched {
    remarks = List.copyOf(remarks);
  }
}
