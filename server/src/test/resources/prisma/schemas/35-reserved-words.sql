-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "order" (
    "id" INTEGER NOT NULL,
    "select" TEXT NOT NULL,
    "from" TEXT DEFAULT 'where',
    "user" INTEGER NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group" (
    "id" INTEGER NOT NULL,
    "orderId" INTEGER NOT NULL,

    CONSTRAINT "group_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "order_select_from_idx" ON "order"("select", "from");

-- CreateIndex
CREATE UNIQUE INDEX "group_orderId_key" ON "group"("orderId");

-- AddForeignKey
ALTER TABLE "group" ADD CONSTRAINT "group_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
