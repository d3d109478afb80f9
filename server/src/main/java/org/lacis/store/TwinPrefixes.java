package org.lacis.store;

import java.util.List;
import java.util.Map;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapWrapper;
import org.apache.jena.shared.PrefixMapping;

/// The prefixes of the twin, changed as part of a transaction.
final class TwinPrefixes extends PrefixMapWrapper {
  private final Ledger ledger;

  TwinPrefixes(PrefixMap stored, Ledger ledger) {
    super(stored);
    this.ledger = ledger;
  }

  @Override
  public void add(String prefix, String iri) {
    Changes changes = ledger.changes();
    changes.touch();
    super.add(prefix, iri);
    changes.redo().addPrefix(prefix, iri);
  }

  @Override
  public void putAll(PrefixMap prefixes) {
    prefixes.forEach(this::add);
  }

  @Override
  public void putAll(PrefixMapping prefixes) {
    prefixes.getNsPrefixMap().forEach(this::add);
  }

  @Override
  public void putAll(Map<String, String> prefixes) {
    prefixes.forEach(this::add);
  }

  @Override
  public void delete(String prefix) {
    Changes changes = ledger.changes();
    changes.touch();
    super.delete(prefix);
    changes.redo().deletePrefix(prefix);
  }

  @Override
  public void clear() {
    List.copyOf(getMappingCopy().keySet()).forEach(this::delete);
  }
}
