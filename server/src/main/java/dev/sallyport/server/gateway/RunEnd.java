package dev.sallyport.server.gateway;

import jakarta.json.JsonObject;

/** How a run of a plan ended. */
sealed interface RunEnd {
  /** Everything took effect. */
  record Done(JsonObject result) implements RunEnd {}

  /** The part under way was undone; parts before it may stay, and the error says which. */
  record Failed(JsonObject error) implements RunEnd {}

  /** What is there is not what was approved. */
  record Stale(String difference) implements RunEnd {}

  /** Nobody can tell. */
  record Unknown(String why) implements RunEnd {}
}
