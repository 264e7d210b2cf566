-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateExtension
CREATE EXTENSION IF NOT EXISTS "citext";

-- CreateExtension
CREATE EXTENSION IF NOT EXISTS "pgcrypto" WITH SCHEMA "public";

-- CreateExtension
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- CreateTable
CREATE TABLE "Sample" (
    "id" INTEGER NOT NULL,
    "email" CITEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Sample_email_key" ON "Sample"("email");

-- CreateIndex
CREATE INDEX "Sample_title_idx" ON "Sample" USING GIN ("title" gin_trgm_ops);
