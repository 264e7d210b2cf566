-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Kept" (
    "id" INTEGER NOT NULL,
    "secret" TEXT NOT NULL,
    "shape" circle,
    "must" tsvector NOT NULL DEFAULT to_tsvector('x'),

    CONSTRAINT "Kept_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hidden" (
    "id" INTEGER NOT NULL,
    "keptId" INTEGER NOT NULL,
    "range" int4range NOT NULL,

    CONSTRAINT "Hidden_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoKey" (
    "name" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Hidden_keptId_idx" ON "Hidden"("keptId");

-- AddForeignKey
ALTER TABLE "Hidden" ADD CONSTRAINT "Hidden_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Kept"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
