-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Target" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" INTEGER NOT NULL,
    "a" INTEGER NOT NULL,
    "b" INTEGER,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Third" (
    "id" INTEGER NOT NULL,
    "a" INTEGER,
    "b" INTEGER,

    CONSTRAINT "Third_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_a_b_fkey" FOREIGN KEY ("a", "b") REFERENCES "Target"("a", "b") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Third" ADD CONSTRAINT "Third_a_b_fkey" FOREIGN KEY ("a", "b") REFERENCES "Target"("a", "b") ON DELETE SET NULL ON UPDATE RESTRICT;
