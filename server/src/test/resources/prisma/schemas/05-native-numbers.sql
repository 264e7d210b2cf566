-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "small" SMALLINT NOT NULL,
    "oid" OID NOT NULL,
    "big" BIGINT NOT NULL,
    "real" REAL NOT NULL,
    "double" DOUBLE PRECISION NOT NULL,
    "exact" DECIMAL(12,4) NOT NULL,
    "whole" DECIMAL(9,0) NOT NULL,
    "free" DECIMAL NOT NULL,
    "money" MONEY NOT NULL,
    "flag" BOOLEAN NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);
