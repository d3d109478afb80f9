package org.lacis.federate;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.service.ServiceExecutorRegistry;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.apache.jena.sparql.util.Context;

/// SERVICE in questions to one twin.
public final class Services {
  private Services() {}

  /// Whether a query asks somebody else.
  public static boolean named(Query query) {
    AtomicBoolean found = new AtomicBoolean();
    if (query.getQueryPattern() != null) {
      ElementWalker.walk(
          query.getQueryPattern(),
          new ElementVisitorBase() {
            @Override
            public void visit(ElementService service) {
              found.set(true);
            }

            @Override
            public void visit(org.apache.jena.sparql.syntax.ElementSubQuery inner) {
              if (named(inner.getQuery())) {
                found.set(true);
              }
            }
          });
    }
    return found.get();
  }

  /// Lets the queries of a context ask the partners of a federation with SERVICE, and nobody else.
  ///
  /// @param context of a query, or of a dataset that has one inquiry at a time
  public static void install(Context context, Federation federation, Inquiry inquiry) {
    ServiceExecutorRegistry services = new ServiceExecutorRegistry();
    services.addBulkLink(new PartnerService(federation));
    ServiceExecutorRegistry.set(context, services);
    context.set(Inquiry.SYMBOL, inquiry);
  }
}
