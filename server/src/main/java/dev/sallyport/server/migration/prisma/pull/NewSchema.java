package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.SchemaFile;

/** The schema that a project without one begins with. */
final class NewSchema {
  /** From this version on the connection's address lives outside of the schema. */
  private static final int WITHOUT_ADDRESS = 7;

  private NewSchema() {}

  static SchemaFile of(int major) {
    return new SchemaFile(
        "schema.prisma",
        major < WITHOUT_ADDRESS
            ? """
              generator client {
                provider = "prisma-client-js"
              }

              datasource db {
                provider = "postgresql"
                url      = env("DATABASE_URL")
              }
              """
            : """
              generator client {
                provider = "prisma-client"
                output   = "../generated/prisma"
              }

              datasource db {
                provider = "postgresql"
              }
              """);
  }
}
