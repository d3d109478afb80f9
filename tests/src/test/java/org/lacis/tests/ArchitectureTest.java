package org.lacis.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The house of ARCHITECTURE.md: which room may look into which, and where a library is at home.
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the classes are read once
final class ArchitectureTest {
  private static final Map<String, List<String>> ROOMS = rooms();

  /// Packages of a library, and the rooms that may use them.
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry("io.javalin..", List.of("serve")),
          Map.entry("java.net.http..", List.of()),
          Map.entry("org.apache.http..", List.of("outbound", "federate")),
          Map.entry("org.eclipse.rdf4j..", List.of("federate")),
          Map.entry("org.eclipse.jetty..", List.of("serve")),
          Map.entry("org.apache.jena.fuseki..", List.of("serve")),
          Map.entry("org.apache.jena.shacl..", List.of("validate")),
          Map.entry("org.apache.jena.tdb2..", List.of("store", "query")),
          Map.entry("org.locationtech.proj4j..", List.of("geometry")),
          Map.entry("net.sf.geographiclib..", List.of("geometry")),
          Map.entry("de.siegmar.fastcsv..", List.of("source")),
          Map.entry("net.sf.saxon..", List.of("source")),
          Map.entry("org.apache.lucene..", List.of("search")),
          Map.entry("picocli..", List.of("app")));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/bench/"))
          .importPackages("org.lacis");

  private static Map<String, List<String>> rooms() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    rooms.put("vocabulary", List.of());
    rooms.put("outbound", List.of("vocabulary"));
    rooms.put("geometry", List.of("vocabulary"));
    rooms.put("source", List.of("outbound", "geometry", "vocabulary"));
    rooms.put("mapping", List.of("vocabulary"));
    rooms.put("lift", List.of("source", "mapping", "geometry", "vocabulary"));
    rooms.put("store", List.of("geometry", "vocabulary"));
    rooms.put("query", List.of("store", "geometry", "vocabulary"));
    rooms.put("link", List.of("store", "geometry", "vocabulary"));
    rooms.put("search", List.of("link", "store", "vocabulary"));
    rooms.put("reason", List.of("store", "geometry", "vocabulary"));
    rooms.put("validate", List.of("store", "geometry", "vocabulary"));
    List<String> all = List.copyOf(rooms.keySet());
    rooms.put("ingest", all);
    rooms.put("federate", List.of("outbound", "query", "store", "vocabulary"));
    rooms.put(
        "interop",
        List.of("federate", "outbound", "validate", "query", "store", "geometry", "vocabulary"));
    List<String> doors = Stream.of("ingest", "federate", "interop").toList();
    rooms.put("serve", Stream.concat(all.stream(), doors.stream()).toList());
    rooms.put(
        "app",
        Stream.of(all.stream(), doors.stream(), Stream.of("serve"))
            .flatMap(names -> names)
            .toList());
    return rooms;
  }

  @TestFactory
  Stream<DynamicTest> aRoomLooksOnlyWhereItMay() {
    return ROOMS.entrySet().stream()
        .map(room ->
            DynamicTest.dynamicTest(
                room.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage("org.lacis." + room.getKey() + "..")
                        .should()
                        .dependOnClassesThat(forbidden(room.getKey(), room.getValue()))
                        .check(classes)));
  }

  private static DescribedPredicate<JavaClass> forbidden(String room, List<String> allowed) {
    String[] open =
        Stream.concat(Stream.of(room), allowed.stream())
            .map(name -> "org.lacis." + name + "..")
            .toArray(String[]::new);
    return resideInAPackage("org.lacis..").and(not(resideInAnyPackage(open)));
  }

  @TestFactory
  Stream<DynamicTest> aLibraryHasOneHome() {
    return HOMES.entrySet().stream()
        .map(home ->
            DynamicTest.dynamicTest(
                home.getKey(),
                () ->
                    noClasses()
                        .that(
                            resideInAPackage("org.lacis..")
                                .and(
                                    not(
                                        resideInAnyPackage(
                                            home.getValue().stream()
                                                .map(room -> "org.lacis." + room + "..")
                                                .toArray(String[]::new)))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(home.getKey())
                        .check(classes)));
  }

  @Test
  void everyPackageIsInARoom() {
    Set<String> found = new TreeSet<>();
    classes.forEach(type -> found.add(type.getPackageName().split("\\.")[2]));
    assertThat(found).isSubsetOf(ROOMS.keySet());
  }

  @Test
  void roomsFormNoCircle() {
    slices().matching("org.lacis.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void nothingKeepsStateInAStatic() {
    List<String> changeable =
        classes.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
            .map(JavaField::getFullName)
            .filter(name -> !name.contains(".jte."))
            .toList();
    assertThat(changeable).isEmpty();
  }
}
