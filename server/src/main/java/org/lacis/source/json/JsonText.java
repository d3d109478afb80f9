package org.lacis.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.lacis.source.file.InputFile;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A JSON file read token by token, which can go on behind a record that is broken.
///
/// The walker that is given tells where each record begins ([#recordAt]). When the parser stops
/// inside a record, the text is opened again, the record is passed over by counting its brackets,
/// and the rest is parsed below the same path.
public final class JsonText {
  /// Beyond this many broken records nobody is helped by going on.
  private static final int MOST_BROKEN = 100;

  private static final JsonFactory FACTORY = new JsonFactory();

  /// What reads the tokens of a document.
  @FunctionalInterface
  public interface Walker {
    /// Reads one document; the parser points at its first token.
    void walk(JsonParser json) throws IOException;
  }

  /// Where to go on: so many characters into the file, with the brackets reopened.
  private record Resume(long offset, String prefix, long lines) {}

  private final InputFile file;
  private final FindingSink findings;
  private Resume from = new Resume(0, "", 0);
  private long recordOffset = -1;
  private int recordDepth;

  public JsonText(InputFile file, FindingSink findings) {
    this.file = file;
    this.findings = new OnceSink(findings);
  }

  /// Reads all documents of the file.
  public void read(Walker walker) {
    Optional<Resume> next = Optional.of(from);
    for (int broken = 0; next.isPresent(); broken++) {
      from = next.get();
      next = pass(walker, broken < MOST_BROKEN);
    }
  }

  /// Called by the walker when the parser points at the first token of a record.
  public void recordAt(JsonParser json) {
    recordOffset = json.currentTokenLocation().getCharOffset();
    JsonStreamContext context = json.getParsingContext();
    recordDepth = context.getNestingDepth() - (json.currentToken().isStructStart() ? 1 : 0);
  }

  /// Called by the walker when a record is complete.
  public void recordDone() {
    recordOffset = -1;
  }

  private Optional<Resume> pass(Walker walker, boolean mayResume) {
    recordOffset = -1;
    try (Reader text = rest();
        JsonParser json = FACTORY.createParser(text)) {
      try {
        while (json.nextToken() != null) {
          walker.walk(json);
        }
        return Optional.empty();
      } catch (JsonEOFException cause) {
        truncated(json, new IOException(cause.getOriginalMessage()));
        return Optional.empty();
      } catch (JsonProcessingException cause) {
        return malformed(json, cause, mayResume);
      } catch (IOException cause) {
        truncated(json, cause);
        return Optional.empty();
      }
    } catch (IOException cause) {
      findings.report(InputFile.truncated(Place.of(file.name()), cause));
      return Optional.empty();
    }
  }

  private void truncated(JsonParser json, IOException cause) {
    findings.report(InputFile.truncated(Place.line(file.name(), line(json)), cause));
  }

  private long line(JsonParser json) {
    return from.lines() + json.currentLocation().getLineNr();
  }

  private Optional<Resume> malformed(
      JsonParser json, JsonProcessingException cause, boolean mayResume) throws IOException {
    Optional<Resume> next = Optional.empty();
    if (recordOffset >= 0 && mayResume) {
      next = behind(recordOffset - from.prefix().length() + from.offset(), prefix(json));
    }
    findings.report(
        Finding.violation(
            "source.malformed-json",
            Place.line(file.name(), line(json)),
            cause.getOriginalMessage(),
            "JSON",
            next.isPresent()
                ? "Mend the record; it was skipped and the rest was read."
                : "Mend the file; what follows this place was not read."));
    return next;
  }

  /// The brackets that are open around the record in which the parser stopped.
  private String prefix(JsonParser json) {
    StringBuilder open = new StringBuilder();
    for (JsonStreamContext at = json.getParsingContext();
        at != null && !at.inRoot();
        at = at.getParent()) {
      if (at.getNestingDepth() > recordDepth) {
        continue;
      }
      boolean innermost = at.getNestingDepth() == recordDepth;
      open.insert(0, at.inArray() ? "[" : innermost ? "{" : "{" + quoted(at) + ":");
    }
    return open.toString();
  }

  private static String quoted(JsonStreamContext at) {
    String name = String.valueOf(at.getCurrentName());
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
  }

  /// Passes over the record that starts at the offset, by its brackets and quotes alone.
  ///
  /// @return empty when its end, or what should follow it, is not found
  private Optional<Resume> behind(long start, String prefix) throws IOException {
    try (CountingReader text = new CountingReader(file.text(findings))) {
      text.skipTo(start);
      if (!text.skipValue()) {
        return Optional.empty();
      }
      if (prefix.isEmpty()) {
        return Optional.of(new Resume(text.offset(), "", text.lines()));
      }
      int c = text.nextVisible();
      return switch (c) {
        case ',' -> Optional.of(new Resume(text.offset(), prefix, text.lines()));
        case ']', '}' -> Optional.of(new Resume(text.offset() - 1, prefix, text.lines()));
        default -> Optional.empty();
      };
    }
  }

  private Reader rest() throws IOException {
    CountingReader text = new CountingReader(file.text(findings));
    if (from.offset() == 0) {
      return text.wrapped();
    }
    text.skipTo(from.offset());
    return text.behind(from.prefix());
  }

  /// Passes on each finding about bytes once, though the bytes are read again.
  private static final class OnceSink implements FindingSink {
    private final FindingSink findings;
    private long last;

    OnceSink(FindingSink findings) {
      this.findings = findings;
    }

    @Override
    public void report(Finding finding) {
      if (finding.place().unit() != Place.Unit.BYTE) {
        findings.report(finding);
      } else if (finding.place().position() > last) {
        last = finding.place().position();
        findings.report(finding);
      }
    }
  }
}
