package dev.sallyport.server.migration.prisma;

/** A file of a Prisma schema, its path as people know it. */
public record SchemaFile(String path, String text) {}
