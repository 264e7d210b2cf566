-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "user role" AS ENUM ('ADMIN', 'editor & co', 'READER');

-- CreateEnum
CREATE TYPE "Empty_Like" AS ENUM ('ONE');

-- CreateTable
CREATE TABLE "Member" (
    "id" INTEGER NOT NULL,
    "role" "user role" NOT NULL DEFAULT 'READER',
    "maybe" "user role",
    "other" "Empty_Like" NOT NULL,
    "all" "user role"[] DEFAULT ARRAY['ADMIN', 'editor & co']::"user role"[],

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Member_role_idx" ON "Member"("role");

-- CreateIndex
CREATE UNIQUE INDEX "Member_role_other_key" ON "Member"("role", "other");
