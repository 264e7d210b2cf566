package dev.sallyport.server;

/** Which Sallyport this is. */
public final class Version {
  private Version() {}

  /** The version of the build, such as {@code 0.1.0}. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-dev" : version;
  }
}
