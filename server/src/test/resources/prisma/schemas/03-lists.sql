-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Colour" AS ENUM ('RED', 'BLUE');

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "texts" TEXT[],
    "wholes" INTEGER[],
    "bigs" BIGINT[],
    "reals" DOUBLE PRECISION[],
    "exacts" DECIMAL(65,30)[],
    "flags" BOOLEAN[],
    "times" TIMESTAMP(3)[],
    "documents" JSONB[],
    "blobs" BYTEA[],
    "colours" "Colour"[],
    "codes" VARCHAR(8)[],
    "uuids" UUID[],
    "points" point[],

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
