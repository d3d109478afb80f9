package org.lacis.bench.reason;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/// Universities in the proportions of the Lehigh University Benchmark (Guo, Pan and Heflin, 2005,
/// appendix A): the same kinds, relations and ranges of numbers; drawn by dice of our own, so that
/// counts are close to those of its generator and not the same. One university is about 127,000
/// statements.
public final class Universities {
  /// Where the benchmark's ontology lives.
  public static final String ONTOLOGY = "http://swat.cse.lehigh.edu/onto/univ-bench.owl#";

  private static final int ALL_UNIVERSITIES = 1000;

  private final Random dice;
  private final Consumer<Triple> out;

  private Universities(long seed, Consumer<Triple> out) {
    this.dice = new Random(seed);
    this.out = out;
  }

  /// Tells the statements of some universities.
  public static void tell(int count, long seed, Consumer<Triple> out) {
    Universities universities = new Universities(seed, out);
    for (int i = 0; i < count; i++) {
      universities.university(i);
    }
  }

  private int between(int least, int most) {
    return least + dice.nextInt(most - least + 1);
  }

  private static Node iri(String text) {
    return NodeFactory.createURI(text);
  }

  private static Node term(String name) {
    return iri(ONTOLOGY + name);
  }

  private void say(Node subject, String property, Node object) {
    out.accept(Triple.create(subject, term(property), object));
  }

  private void is(Node subject, String type) {
    out.accept(Triple.create(subject, RDF.type.asNode(), term(type)));
  }

  private void text(Node subject, String property, String value) {
    say(subject, property, NodeFactory.createLiteralString(value));
  }

  private static String host(int university) {
    return "http://www.University" + university + ".edu";
  }

  private Node anyUniversity() {
    Node university = iri(host(dice.nextInt(ALL_UNIVERSITIES)));
    is(university, "University");
    return university;
  }

  private void university(int number) {
    Node university = iri(host(number));
    is(university, "University");
    text(university, "name", "University" + number);
    int departments = between(15, 25);
    for (int i = 0; i < departments; i++) {
      new Department(number, i, university).tell();
    }
  }

  /// One department, with all who work and learn there.
  private final class Department {
    private final String base;
    private final Node node;
    private final Node university;
    private final String mail;
    private final int number;
    private final List<Node> professors = new ArrayList<>();
    private final List<Node> courses = new ArrayList<>();
    private final List<Node> graduateCourses = new ArrayList<>();
    private final List<Node> publications = new ArrayList<>();

    Department(int university, int number, Node of) {
      this.number = number;
      this.base = "http://www.Department" + number + ".University" + university + ".edu";
      this.mail = "Department" + number + ".University" + university + ".edu";
      this.node = iri(base);
      this.university = of;
    }

    void tell() {
      is(node, "Department");
      text(node, "name", "Department" + number);
      say(node, "subOrganizationOf", university);
      int full = between(7, 10);
      int associate = between(10, 14);
      int assistant = between(8, 11);
      int lecturers = between(5, 7);
      faculty("FullProfessor", full, 15, 20, true);
      faculty("AssociateProfessor", associate, 10, 18, true);
      faculty("AssistantProfessor", assistant, 5, 10, true);
      faculty("Lecturer", lecturers, 0, 5, false);
      say(professors.getFirst(), "headOf", node);
      int all = full + associate + assistant + lecturers;
      undergraduates(all * between(8, 14));
      graduates(all * between(3, 4));
      int groups = between(10, 20);
      for (int i = 0; i < groups; i++) {
        Node group = iri(base + "/ResearchGroup" + i);
        is(group, "ResearchGroup");
        say(group, "subOrganizationOf", node);
      }
    }

    private void person(Node person, String type, String name) {
      is(person, type);
      text(person, "name", name);
      text(person, "emailAddress", name + "@" + mail);
      text(person, "telephone", "xxx-xxx-xxxx");
    }

    private void faculty(String type, int count, int least, int most, boolean isProfessor) {
      for (int i = 0; i < count; i++) {
        Node person = iri(base + "/" + type + i);
        person(person, type, type + i);
        say(person, "worksFor", node);
        say(person, "undergraduateDegreeFrom", anyUniversity());
        say(person, "mastersDegreeFrom", anyUniversity());
        say(person, "doctoralDegreeFrom", anyUniversity());
        text(person, "researchInterest", "Research" + dice.nextInt(30));
        teaches(person, "Course", courses);
        teaches(person, "GraduateCourse", graduateCourses);
        int written = between(least, most);
        for (int p = 0; p < written; p++) {
          Node publication = iri(base + "/" + type + i + "/Publication" + p);
          is(publication, "Publication");
          text(publication, "name", "Publication" + p);
          say(publication, "publicationAuthor", person);
          if (isProfessor) {
            publications.add(publication);
          }
        }
        if (isProfessor) {
          professors.add(person);
        }
      }
    }

    private void teaches(Node person, String type, List<Node> all) {
      int count = between(1, 2);
      for (int i = 0; i < count; i++) {
        Node course = iri(base + "/" + type + all.size());
        is(course, type);
        text(course, "name", type + all.size());
        say(person, "teacherOf", course);
        all.add(course);
      }
    }

    private void undergraduates(int count) {
      for (int i = 0; i < count; i++) {
        Node student = iri(base + "/UndergraduateStudent" + i);
        person(student, "UndergraduateStudent", "UndergraduateStudent" + i);
        say(student, "memberOf", node);
        if (dice.nextInt(5) == 0) {
          say(student, "advisor", any(professors));
        }
        takes(student, courses, between(2, 4));
      }
    }

    private void graduates(int count) {
      List<Node> assisted = new ArrayList<>(courses);
      Collections.shuffle(assisted, dice);
      for (int i = 0; i < count; i++) {
        Node student = iri(base + "/GraduateStudent" + i);
        person(student, "GraduateStudent", "GraduateStudent" + i);
        say(student, "memberOf", node);
        say(student, "undergraduateDegreeFrom", anyUniversity());
        say(student, "advisor", any(professors));
        takes(student, graduateCourses, between(1, 3));
        int role = dice.nextInt(100);
        if (role < 22 && !assisted.isEmpty()) {
          is(student, "TeachingAssistant");
          say(student, "teachingAssistantOf", assisted.removeLast());
        } else if (role < 51) {
          is(student, "ResearchAssistant");
        }
        int written = between(0, 5);
        for (int p = 0; p < written; p++) {
          say(any(publications), "publicationAuthor", student);
        }
      }
    }

    private void takes(Node student, List<Node> from, int count) {
      for (int i = 0; i < count; i++) {
        say(student, "takesCourse", any(from));
      }
    }

    private Node any(List<Node> some) {
      return some.get(dice.nextInt(some.size()));
    }
  }
}
