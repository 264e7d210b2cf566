package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.definition.Script;

/** A script and the file it stands in, or is all of. */
record Part(MigrationText file, Sections.Section section, Script script, LineStarts lines) {}
