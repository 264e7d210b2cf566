-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Mapped" (
    "ID" TEXT NOT NULL,

    CONSTRAINT "the key" PRIMARY KEY ("ID")
);

-- CreateTable
CREATE TABLE "Compound" (
    "tenant" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "code" VARCHAR(5) NOT NULL,

    CONSTRAINT "Compound_pkey" PRIMARY KEY ("tenant","no","code")
);

-- CreateTable
CREATE TABLE "named things" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,

    CONSTRAINT "named_key" PRIMARY KEY ("a","b")
);

-- CreateTable
CREATE TABLE "FieldsByName" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,

    CONSTRAINT "FieldsByName_pkey" PRIMARY KEY ("b","a")
);

-- CreateTable
CREATE TABLE "OnlyUnique" (
    "email" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "OnlyUnique_email_key" ON "OnlyUnique"("email");
