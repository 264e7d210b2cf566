/**
 * The booking incident, told by running it: an embedded PostgreSQL, the real server, a real client.
 * Start at {@link dev.sallyport.server.demo.BookingExample} for what it is about.
 *
 * <p>Everything here is throw-away: database, home, trust root and approver's key live in a folder
 * that is removed at the end. Nothing here may be reached from another command.
 */
@NullMarked
package dev.sallyport.server.demo;

import org.jspecify.annotations.NullMarked;
