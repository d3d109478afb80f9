package org.lacis.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// Version of the program, from the manifest of its jar.
final class Version implements IVersionProvider {
  static String text() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Lacis " + text()};
  }
}
