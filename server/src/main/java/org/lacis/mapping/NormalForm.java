package org.lacis.mapping;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.lacis.mapping.legacy.LegacyRewriter;
import org.lacis.mapping.yarrrml.Yarrrml;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A mapping in the one language that is carried out: RML with the vocabulary of 2024.
///
/// What language a file is in is told by its content, never by its name. A file whose first line of
/// substance is a key of YAML is YARRRML; all else is Turtle, and legacy RML or R2RML when it uses
/// a property of their namespaces. Statements keep the lines of the file they were written in.
///
/// @param language of the file
/// @param graph in terms of RML
/// @param rewrites what was rewritten; empty for RML itself
/// @param remarks what does no harm and was hardly meant so
public record NormalForm(
    Language language, MappingGraph graph, List<Rewrites.Rewrite> rewrites, List<Finding> remarks) {
  /// The name of the database of a mapping that names none, as R2RML never does.
  public static final String UNNAMED_DATABASE = "database";

  private static final Pattern YAML =
      Pattern.compile("(---.*|[{]|['\"]?[A-Za-z_][A-Za-z_-]*['\"]?\\s*:(\\s.*|$))");

  public NormalForm {
    rewrites = List.copyOf(rewrites);
    remarks = List.copyOf(remarks);
  }

  /// Reads a file in any language.
  ///
  /// @param baseIri against which relative IRIs in the mapping are resolved
  /// @throws MappingException when the file cannot be read, or says what cannot be rewritten
  public static NormalForm read(Path file, String baseIri) {
    return parse(text(file), file, baseIri);
  }

  /// Rewrites a text in any language.
  ///
  /// @param name stands for the file in messages
  public static NormalForm parse(String text, Path name, String baseIri) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Rewrites rewrites = new Rewrites();
    if (isYaml(clean)) {
      MappingGraph graph = Yarrrml.rewrite(clean, name.toString(), baseIri, rewrites);
      return new NormalForm(Language.YARRRML, graph, rewrites.all(), rewrites.remarks());
    }
    MappingGraph graph = TurtleReader.read(new StringReader(clean), name.toString(), baseIri);
    Language language = LegacyRewriter.languageOf(graph);
    return language == Language.RML
        ? new NormalForm(language, graph, List.of(), List.of())
        : new NormalForm(
            language, LegacyRewriter.rewrite(graph, rewrites), rewrites.all(), rewrites.remarks());
  }

  /// In Turtle, in the order of the file, for a person to read.
  public String turtle() {
    return new TurtleText(graph).write();
  }

  private static boolean isYaml(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("%"))
        .findFirst()
        .filter(line -> YAML.matcher(line).matches() || line.startsWith("{"))
        .isPresent();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(
          "missing-file",
          file,
          "no such file",
          "a mapping in RML, R2RML or YARRRML",
          "Check the path; a dataset's mapping is named mapping.ttl unless dataset.yaml says"
              + " otherwise.",
          e);
    } catch (CharacterCodingException e) {
      throw unreadable(
          "not-utf8",
          file,
          "bytes that are not UTF-8",
          "a mapping in UTF-8",
          "Save the file as UTF-8.",
          e);
    } catch (IOException e) {
      throw unreadable(
          "unreadable",
          file,
          String.valueOf(e.getMessage()),
          "a readable file",
          "Check the rights of the file.",
          e);
    }
  }

  private static MappingException unreadable(
      String code, Path file, String found, String expected, String remedy, IOException cause) {
    return new MappingException(
        Finding.violation("mapping." + code, Place.of(file.toString()), found, expected, remedy),
        cause);
  }
}
