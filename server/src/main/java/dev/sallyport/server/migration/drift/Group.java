package dev.sallyport.server.migration.drift;

/** How a thing of the three sides is to be taken. */
enum Group {
  /** All sides that can say anything of it agree. */
  SOUND,
  /** In database and schema.prisma, not so in the migrations. */
  CATCH_UP,
  /** The migrations make it, the database does not have it. */
  UNDEPLOYED,
  /** Only schema.prisma has it so. */
  UNMIGRATED,
  /** An enum of the database lacks values that another side has. */
  ENUM_VALUE,
  /** In the database, and so nowhere else. */
  UNEXPLAINED,
  /** Made by numbered files, so that Prisma calls it drift. */
  MANUAL,
  /** Prisma's schema has no words for it. */
  INEXPRESSIBLE,
  /** In migrations and database; schema.prisma does not have it. */
  SCHEMA_BEHIND
}
