package dev.sallyport.server.migration.prisma;

/** A file of a Prisma schema. */
record SchemaFile(String path, String text) {}
