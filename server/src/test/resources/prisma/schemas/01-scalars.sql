-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "whole" INTEGER NOT NULL,
    "big" BIGINT NOT NULL,
    "real" DOUBLE PRECISION NOT NULL,
    "exact" DECIMAL(65,30) NOT NULL,
    "flag" BOOLEAN NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "document" JSONB NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
