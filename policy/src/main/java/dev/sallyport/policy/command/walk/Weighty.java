package dev.sallyport.policy.command.walk;

/** A program that reaches databases: merely to see its name where nothing can be read is enough. */
@FunctionalInterface
public interface Weighty extends Program {}
