package org.lacis.federate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A federated question that cannot be asked, or a partner that did not answer one.
///
/// Codes: `federate.unknown-partner`, `federate.not-asked-here` (what has no meaning over several
/// twins, as FROM), `federate.loop` (twins that ask each other in a circle), `federate.partial` (a
/// partner failed where only a whole answer is wanted), and of a partner: `federate.failed`,
/// `federate.unreachable`, `federate.late`, `federate.resting`, `federate.too-large`,
/// `federate.wrong-type`, `federate.unreadable`, `federate.cut`, `federate.blank-node`, or the code
/// of the room `outbound`.
public final class FederateException extends LacisException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, Object> members;

  public FederateException(Finding finding, @Nullable Throwable cause) {
    this(finding, Map.of(), cause);
  }

  FederateException(Finding finding, Map<String, Object> members, @Nullable Throwable cause) {
    super(finding, cause);
    this.members = Map.copyOf(members);
  }

  static FederateException of(
      String code, String place, String found, String expected, String remedy) {
    return new FederateException(
        Finding.violation("federate." + code, Place.of(place), found, expected, remedy), null);
  }

  /// Further members of a problem document.
  public Map<String, Object> members() {
    return members;
  }

  /// Whether the question is at fault, and not a partner.
  public boolean isOfQuestion() {
    return switch (finding().code()) {
      case "federate.unknown-partner", "federate.not-asked-here" -> true;
      default -> false;
    };
  }

  public boolean isLoop() {
    return finding().code().equals("federate.loop");
  }
}
