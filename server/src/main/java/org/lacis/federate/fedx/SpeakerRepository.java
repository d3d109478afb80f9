package org.lacis.federate.fedx;

import java.io.File;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.base.AbstractRepository;
import org.jspecify.annotations.Nullable;

/// A member as a repository that can be asked and nothing else.
final class SpeakerRepository extends AbstractRepository {
  private final Speaker speaker;

  SpeakerRepository(Speaker speaker) {
    this.speaker = speaker;
  }

  @Override
  public RepositoryConnection getConnection() {
    return new SpeakerConnection(this, speaker);
  }

  @Override
  public void setDataDir(File folder) {}

  @Override
  public @Nullable File getDataDir() {
    return null;
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  @Override
  public ValueFactory getValueFactory() {
    return SimpleValueFactory.getInstance();
  }

  @Override
  protected void initializeInternal() {}

  @Override
  protected void shutDownInternal() {}
}
