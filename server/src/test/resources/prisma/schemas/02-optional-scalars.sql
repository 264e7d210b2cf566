-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Sample" (
    "id" TEXT NOT NULL,
    "text" TEXT,
    "whole" INTEGER,
    "big" BIGINT,
    "real" DOUBLE PRECISION,
    "exact" DECIMAL(65,30),
    "flag" BOOLEAN,
    "at" TIMESTAMP(3),
    "document" JSONB,
    "bytes" BYTEA,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
