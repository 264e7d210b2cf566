-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('LOW', 'very high');

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "texts" TEXT[] DEFAULT ARRAY['it''s', 'a\b']::TEXT[],
    "empty" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "wholes" INTEGER[] DEFAULT ARRAY[1, -2]::INTEGER[],
    "bigs" BIGINT[] DEFAULT ARRAY[1, 2]::BIGINT[],
    "reals" DOUBLE PRECISION[] DEFAULT ARRAY[0.5, 1.25]::DOUBLE PRECISION[],
    "exacts" DECIMAL(65,30)[] DEFAULT ARRAY[1.50, 2]::DECIMAL(65,30)[],
    "flags" BOOLEAN[] DEFAULT ARRAY[true, false]::BOOLEAN[],
    "times" TIMESTAMP(3)[] DEFAULT ARRAY['2020-01-01 10:00:00 +00:00']::TIMESTAMP(3)[],
    "documents" JSONB[] DEFAULT ARRAY['{}', '[1]']::JSONB[],
    "blobs" BYTEA[] DEFAULT ARRAY['\x68656c6c6f']::BYTEA[],
    "levels" "Level"[] DEFAULT ARRAY['LOW', 'very high']::"Level"[],
    "codes" VARCHAR(10)[] DEFAULT ARRAY['a']::VARCHAR(10)[],
    "generated" TEXT[] DEFAULT '{}',

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
