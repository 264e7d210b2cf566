package dev.sallyport.server.approval;

import java.time.Instant;

/** A signed order that nothing runs on this store. */
public record Freeze(String approver, String reason, Instant at) {}
