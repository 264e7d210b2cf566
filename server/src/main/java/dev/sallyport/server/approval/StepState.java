package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How far one part of a plan that can't run in a transaction has come.
 *
 * @param index of the step in the plan
 * @param result null while it runs, or if nobody knows
 */
public record StepState(int index, boolean done, @Nullable JsonObject result) {}
