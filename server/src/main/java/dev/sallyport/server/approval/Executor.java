package dev.sallyport.server.approval;

/**
 * The process that holds a claim.
 *
 * @param claim random name of this one claim: a fence, since a claim that was taken over can write
 *     nothing more
 * @param host the machine, with its boot, so that a process number means something
 * @param pid the process
 * @param started when that process started, in milliseconds since 1970
 */
public record Executor(String claim, String host, long pid, long started) {}
