-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits" (
    "id" INTEGER NOT NULL,
    "aFieldWithAnExtremelyLongNameThatNeverWantsToEnd" INTEGER NOT NULL,
    "otherFieldWithAnExtremelyLongName" INTEGER NOT NULL,
    "short" INTEGER NOT NULL,

    CONSTRAINT "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TargetOfALongName" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,

    CONSTRAINT "TargetOfALongName_pkey" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "öööööööööööööööööööööööööööööö" (
    "id" INTEGER NOT NULL,
    "ääääääääääääääääääääääääääääää" INTEGER NOT NULL,

    CONSTRAINT "ööööööööööööööööööööööööööööö_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seven77" (
    "id" INTEGER NOT NULL,
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy" INTEGER NOT NULL,

    CONSTRAINT "seven77_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdef_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits_aFie_key" ON "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits"("aFieldWithAnExtremelyLongNameThatNeverWantsToEnd");

-- CreateIndex
CREATE INDEX "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits_aFie_idx" ON "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits"("aFieldWithAnExtremelyLongNameThatNeverWantsToEnd", "otherFieldWithAnExtremelyLongName");

-- CreateIndex
CREATE UNIQUE INDEX "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits_othe_key" ON "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits"("otherFieldWithAnExtremelyLongName", "short");

-- CreateIndex
CREATE INDEX "ööööööööööööööööööööööööööööö_idx" ON "öööööööööööööööööööööööööööööö"("ääääääääääääääääääääääääääääää", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ööööööööööööööööööööööööööööö_key" ON "öööööööööööööööööööööööööööööö"("ääääääääääääääääääääääääääääää");

-- CreateIndex
CREATE INDEX "seven77_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy_idx" ON "seven77"("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy");

-- CreateIndex
CREATE UNIQUE INDEX "seven77_abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy_key" ON "seven77"("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy");

-- AddForeignKey
ALTER TABLE "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits" ADD CONSTRAINT "ThisModelHasANameThatIsAlmostAsLongAsPostgresqlPermits_oth_fkey" FOREIGN KEY ("otherFieldWithAnExtremelyLongName", "short") REFERENCES "TargetOfALongName"("a", "b") ON DELETE RESTRICT ON UPDATE CASCADE;
