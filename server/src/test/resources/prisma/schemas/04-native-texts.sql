-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Sample" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "char" CHAR(4) NOT NULL,
    "bare" CHAR NOT NULL,
    "varchar" VARCHAR(255) NOT NULL,
    "free" VARCHAR NOT NULL,
    "bit" BIT(8) NOT NULL,
    "varbit" VARBIT(16) NOT NULL,
    "anybit" VARBIT NOT NULL,
    "onebit" BIT NOT NULL,
    "xml" XML NOT NULL,
    "inet" INET NOT NULL,
    "optional" INET,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
