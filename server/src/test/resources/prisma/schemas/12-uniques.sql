-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Account" (
    "id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "phone_number" TEXT,
    "tenant" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "handle is taken" ON "Account"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "Account_phone_number_key" ON "Account"("phone_number");

-- CreateIndex
CREATE UNIQUE INDEX "Account_rank_key" ON "Account"("rank" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Account_tenant_name_key" ON "Account"("tenant", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Account_tenant_code_key" ON "Account"("tenant", "code");

-- CreateIndex
CREATE UNIQUE INDEX "own name" ON "Account"("name", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Account_code_rank_key" ON "Account"("code", "rank" DESC);
