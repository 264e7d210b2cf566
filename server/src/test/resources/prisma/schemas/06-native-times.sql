-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "stamp" TIMESTAMP NOT NULL,
    "stamp6" TIMESTAMP(6) NOT NULL,
    "zoned" TIMESTAMPTZ NOT NULL,
    "zoned0" TIMESTAMPTZ(0) NOT NULL,
    "day" DATE NOT NULL,
    "time" TIME NOT NULL,
    "time3" TIME(3) NOT NULL,
    "zonedTime" TIMETZ NOT NULL,
    "zoned6" TIMETZ(6) NOT NULL,
    "json" JSON NOT NULL,
    "jsonb" JSONB NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
