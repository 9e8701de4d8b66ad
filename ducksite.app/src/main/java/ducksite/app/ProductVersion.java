package ducksite.app;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
final class ProductVersion implements IVersionProvider {

  private static final String UNPACKAGED = "development";

  /** The version that the module was built with. */
  static String text() {
    return Optional.ofNullable(ProductVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse(UNPACKAGED);
  }

  @Override
  public String[] getVersion() {
    return new String[] {"ducksite " + text()};
  }
}
