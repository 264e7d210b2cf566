-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Entry" (
    "id" INTEGER NOT NULL,
    "a" INTEGER NOT NULL,
    "bee" TEXT NOT NULL,
    "c" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Entry_a_idx" ON "Entry"("a");

-- CreateIndex
CREATE INDEX "Entry_a_bee_idx" ON "Entry"("a", "bee");

-- CreateIndex
CREATE INDEX "Entry_bee_c_idx" ON "Entry"("bee", "c" DESC);

-- CreateIndex
CREATE INDEX "by time" ON "Entry"("c");

-- CreateIndex
CREATE INDEX "old style" ON "Entry"("a" ASC, "c" DESC);

-- CreateIndex
CREATE INDEX "Entry_bee_idx" ON "Entry" USING HASH ("bee");

-- CreateIndex
CREATE INDEX "plain" ON "Entry"("c");
