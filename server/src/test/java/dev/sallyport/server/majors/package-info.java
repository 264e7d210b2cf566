/**
 * Every supported major of PostgreSQL, for tests that must hold on all of them. Start at {@link
 * dev.sallyport.server.majors.PostgresMajor}.
 */
@NullMarked
package dev.sallyport.server.majors;

import org.jspecify.annotations.NullMarked;
