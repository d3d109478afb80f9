package org.lacis.store.bulk;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.util.NodeUtils;

/// One term as the text that TDB2 hashes: lexical form, language, datatype and kind with `|`
/// between, in UTF-8. Two terms are one to TDB2 when these texts are equal, so they are to us.
///
/// Holds one term at a time. Source: `NodeLib.setHash` of Jena 5.6.0.
final class TermText {
  private static final byte[] IRI = bytes("|||uri");
  private static final byte[] BLANK = bytes("|||bnode");
  private static final byte[] STRING = bytes("|||literal");
  private static final byte[] TRIPLE_TERM = bytes("|||tripleTerm");

  /// Tails of literals are few; a source that makes one for each of its values is not followed.
  private static final int MOST_TAILS = 10_000;

  private final Map<String, byte[]> datatypes = new HashMap<>();
  private final Map<String, byte[]> languages = new HashMap<>();
  private final MessageDigest digest;
  private final byte[] sum = new byte[16];

  private byte[] text = new byte[1024];
  private int lexical;
  private int length;

  TermText() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void set(Node node) {
    if (node.isURI()) {
      set(node.getURI(), IRI);
    } else if (node.isLiteral()) {
      set(node.getLiteralLexicalForm(), tail(node));
    } else if (node.isBlank()) {
      set(node.getBlankNodeLabel(), BLANK);
    } else if (node.isTripleTerm()) {
      set(NodeFmtLib.strNT(node), TRIPLE_TERM);
    } else {
      throw new IllegalArgumentException("not a term of RDF: " + node);
    }
  }

  private byte[] tail(Node literal) {
    String language = literal.getLiteralLanguage();
    if (NodeUtils.isSimpleString(literal)) {
      return STRING;
    }
    if (NodeUtils.isLangString(literal)) {
      return remembered(languages, language, "");
    }
    String datatype = literal.getLiteralDatatypeURI();
    return language.isEmpty()
        ? remembered(datatypes, "", datatype)
        : bytes("|" + language + "|" + datatype + "|literal");
  }

  private static byte[] remembered(Map<String, byte[]> tails, String language, String datatype) {
    String key = language.isEmpty() ? datatype : language;
    byte[] tail = tails.get(key);
    if (tail == null) {
      tail = bytes("|" + language + "|" + datatype + "|literal");
      if (tails.size() < MOST_TAILS) {
        tails.put(key, tail);
      }
    }
    return tail;
  }

  private void set(String form, byte[] tail) {
    byte[] bytes = bytes(form);
    lexical = bytes.length;
    length = lexical + tail.length;
    if (text.length < length) {
      text = new byte[Math.max(length, 2 * text.length)];
    }
    System.arraycopy(bytes, 0, text, 0, lexical);
    System.arraycopy(tail, 0, text, lexical, tail.length);
  }

  byte[] bytes() {
    return text;
  }

  /// Bytes of the whole text.
  int length() {
    return length;
  }

  /// Bytes of the lexical form alone, which the text begins with.
  int lexicalLength() {
    return lexical;
  }

  /// The 16 bytes that TDB2's table of terms is sorted by.
  byte[] md5() {
    try {
      digest.update(text, 0, length);
      digest.digest(sum, 0, sum.length);
      return sum;
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
