package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How far one part of a plan has come that takes effect by itself.
 *
 * @param index of the part's last step in the plan
 * @param result null while it runs, or if nobody knows
 */
public record StepState(int index, boolean done, @Nullable JsonObject result) {}
