-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Booking" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "tenant_id" INTEGER NOT NULL,
    "deletedAt" TIMESTAMP(3),
    "active" BOOLEAN NOT NULL,
    "slot" TEXT NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Booking_slot_key" ON "Booking"("slot") WHERE ("active" = true);

-- CreateIndex
CREATE INDEX "Booking_status_idx" ON "Booking"("status") WHERE ("active" = true AND "deletedAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "odd ones" ON "Booking"("tenant_id") WHERE ("status" != 'it''s' AND "tenant_id" = 5);

-- CreateIndex
CREATE UNIQUE INDEX "Booking_tenant_id_status_key" ON "Booking"("tenant_id", "status") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "one_open" ON "Booking"("tenant_id") WHERE (status = 'open');
