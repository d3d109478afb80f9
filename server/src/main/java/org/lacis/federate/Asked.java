package org.lacis.federate;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who is asked in one question.
///
/// @param members the twin itself first, then the partners that are heard in every question
record Asked(List<Member> members, Selection selection, Inquiry inquiry) {
  Asked {
    members = List.copyOf(members);
  }

  Map<Pattern, List<Member>> sources(Collection<Pattern> patterns) {
    return selection.of(patterns, members, inquiry);
  }
}
