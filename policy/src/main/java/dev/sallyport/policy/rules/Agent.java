package dev.sallyport.policy.rules;

/**
 * The principal that asks.
 *
 * @param name such as {@code claude@booking}, or {@code anonymous@booking}
 * @param verified whether a token proved the name
 */
public record Agent(String name, boolean verified) {
  /** How the name of an agent begins that showed no token. */
  public static final String ANONYMOUS = "anonymous@";
}
