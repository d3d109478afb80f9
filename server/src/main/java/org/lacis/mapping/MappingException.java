package org.lacis.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A mapping that cannot be used as it is written.
///
/// [#finding] is the first problem; [#problems] are all that were found, in the order of the file.
public final class MappingException extends LacisException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> problems;

  public MappingException(Finding problem) {
    this(List.of(problem), null);
  }

  public MappingException(Finding problem, Throwable cause) {
    this(List.of(problem), cause);
  }

  /// @param problems at least one
  public MappingException(List<Finding> problems, @Nullable Throwable cause) {
    super(problems.getFirst(), cause);
    this.problems = List.copyOf(problems);
  }

  public List<Finding> problems() {
    return problems;
  }

  /// All problems, one a line.
  @Override
  public String getMessage() {
    return String.join("\n", problems.stream().map(Finding::sentence).toList());
  }
}
