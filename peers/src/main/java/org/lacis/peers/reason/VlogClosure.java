package org.lacis.peers.reason;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.semanticweb.rulewerk.core.model.api.DataSourceDeclaration;
import org.semanticweb.rulewerk.core.model.api.PositiveLiteral;
import org.semanticweb.rulewerk.core.model.api.Predicate;
import org.semanticweb.rulewerk.core.model.api.Rule;
import org.semanticweb.rulewerk.core.model.api.Term;
import org.semanticweb.rulewerk.core.model.implementation.Expressions;
import org.semanticweb.rulewerk.core.reasoner.KnowledgeBase;
import org.semanticweb.rulewerk.core.reasoner.QueryResultIterator;
import org.semanticweb.rulewerk.core.reasoner.implementation.FileDataSource;
import org.semanticweb.rulewerk.parser.RuleParser;
import org.semanticweb.rulewerk.reasoner.vlog.VLogReasoner;

/// VLog through Rulewerk: over a table for each class and each property, or over triples, as its
/// rules say.
final class VlogClosure implements Closure {
  private static final int TRIPLE = 3;

  private final Path rules;
  private final String ontology;

  VlogClosure(Path rules, String ontology) {
    this.rules = rules;
    this.ontology = ontology;
  }

  @Override
  public Result run() throws Exception {
    KnowledgeBase base;
    try (InputStream in = Files.newInputStream(rules)) {
      base = RuleParser.parse(in);
    }
    try (VLogReasoner reasoner = new VLogReasoner(base)) {
      // Not public; without it, reading the tables would be counted as reasoning.
      Method load = VLogReasoner.class.getDeclaredMethod("load");
      load.setAccessible(true);
      load.invoke(reasoner);
      long began = System.nanoTime();
      reasoner.reason();
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Result(seconds, useful(base, reasoner));
    }
  }

  private long useful(KnowledgeBase base, VLogReasoner reasoner) throws Exception {
    Set<Predicate> heads = new HashSet<>();
    for (Rule rule : base.getRules()) {
      rule.getHead().getLiterals().forEach(literal -> heads.add(literal.getPredicate()));
    }
    long useful = 0;
    for (Predicate head : heads) {
      if (head.getArity() == TRIPLE) {
        useful += triples(reasoner, head) - saidTriples(base);
      } else if (Closure.isUseful(ontology, "", head.getName())) {
        useful += count(reasoner, head) - said(base, head);
      }
    }
    return useful;
  }

  private long triples(VLogReasoner reasoner, Predicate predicate) {
    long useful = 0;
    try (QueryResultIterator rows = reasoner.answerQuery(all(predicate), false)) {
      while (rows.hasNext()) {
        List<Term> terms = rows.next().getTerms();
        if (isUseful(terms.get(0).getName(), terms.get(1).getName(), terms.get(2).getName())) {
          useful++;
        }
      }
    }
    return useful;
  }

  private boolean isUseful(String subject, String predicate, String object) {
    return Closure.isUseful(ontology, subject, predicate.equals(TYPE) ? object : predicate);
  }

  private long saidTriples(KnowledgeBase base) throws Exception {
    FileDataSource file =
        (FileDataSource) base.getDataSourceDeclarations().getFirst().getDataSource();
    try (Stream<String> lines = Files.lines(Path.of(file.getPath()))) {
      return lines
          .map(line -> line.split(" ", TRIPLE))
          .filter(
              words -> isUseful(bare(words[0]), bare(words[1]), bare(words[2].replace(" .", ""))))
          .count();
    }
  }

  /// An IRI without its brackets; what is none is of no ontology, and no class.
  private static String bare(String word) {
    return word.startsWith("<") ? word.substring(1, word.length() - 1) : "";
  }

  private static PositiveLiteral all(Predicate predicate) {
    List<Term> variables = new ArrayList<>();
    for (int i = 0; i < predicate.getArity(); i++) {
      variables.add(Expressions.makeUniversalVariable("v" + i));
    }
    return Expressions.makePositiveLiteral(predicate, variables);
  }

  private static long count(VLogReasoner reasoner, Predicate predicate) {
    return reasoner.countQueryAnswers(all(predicate), false).getCount();
  }

  private static long said(KnowledgeBase base, Predicate predicate) throws Exception {
    long rows = 0;
    for (DataSourceDeclaration source : base.getDataSourceDeclarations()) {
      if (source.getPredicate().equals(predicate)
          && source.getDataSource() instanceof FileDataSource table) {
        try (Stream<String> lines = Files.lines(Path.of(table.getPath()))) {
          rows += lines.count();
        }
      }
    }
    return rows;
  }
}
