-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "bookings of all" (
    "booking_id" SERIAL NOT NULL,
    "tenant id" INTEGER NOT NULL,
    "customer.id" INTEGER NOT NULL,
    "the/slot's" TEXT NOT NULL,
    "🎉" TEXT NOT NULL,

    CONSTRAINT "bookings of all_pkey" PRIMARY KEY ("booking_id")
);

-- CreateTable
CREATE TABLE "Customers" (
    "customer_id" INTEGER NOT NULL,

    CONSTRAINT "Customers_pkey" PRIMARY KEY ("customer_id")
);

-- CreateIndex
CREATE INDEX "bookings of all_customer.id_🎉_idx" ON "bookings of all"("customer.id", "🎉");

-- CreateIndex
CREATE UNIQUE INDEX "bookings of all_tenant id_the/slot's_key" ON "bookings of all"("tenant id", "the/slot's");

-- AddForeignKey
ALTER TABLE "bookings of all" ADD CONSTRAINT "bookings of all_customer.id_fkey" FOREIGN KEY ("customer.id") REFERENCES "Customers"("customer_id") ON DELETE RESTRICT ON UPDATE CASCADE;
