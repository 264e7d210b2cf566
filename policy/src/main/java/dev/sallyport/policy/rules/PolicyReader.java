package dev.sallyport.policy.rules;

/** Reads {@code policies.yaml}: every mistake at once, or the rules. */
public final class PolicyReader {
  private PolicyReader() {}

  /**
   * The rules of a file.
   *
   * @param fileName the name that mistakes carry; nothing is opened
   * @throws InvalidPolicyException with every mistake
   */
  public static PolicySet read(String fileName, byte[] yaml) {
    return new FilePolicySet(fileName, Digest.of(yaml));
  }
}
