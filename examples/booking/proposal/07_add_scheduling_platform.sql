-- 07 Scheduling platform
--
-- Brings the database to where schema.prisma already is: bookings of a time slot
-- beside bookings of a day, services, and the hours they are offered in. Nothing
-- is dropped but a constraint that is made again, wider, in the same statement
-- list; no row changes but for the defaults of new columns.
--
-- Every step may be run again without effect.

-- 1. The kind of a booking. CREATE TYPE knows no IF NOT EXISTS.
DO $$
BEGIN
    CREATE TYPE "BookingType" AS ENUM ('DATE', 'TIMESLOT');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END
$$;

-- 2. What can be booked, and when.
CREATE TABLE IF NOT EXISTS "Service" (
    "id"              TEXT         NOT NULL,
    "tenantId"        TEXT         NOT NULL,
    "name"            TEXT         NOT NULL,
    "durationMinutes" INTEGER      NOT NULL DEFAULT 60,
    "active"          BOOLEAN      NOT NULL DEFAULT true,
    "createdAt"       TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "AvailabilityRule" (
    "id"          TEXT    NOT NULL,
    "tenantId"    TEXT    NOT NULL,
    "serviceId"   TEXT    NOT NULL,
    "weekday"     INTEGER NOT NULL,
    "startMinute" INTEGER NOT NULL,
    "endMinute"   INTEGER NOT NULL,

    CONSTRAINT "AvailabilityRule_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Service_tenantId_name_key"
    ON "Service" ("tenantId", "name");
CREATE INDEX IF NOT EXISTS "AvailabilityRule_serviceId_weekday_idx"
    ON "AvailabilityRule" ("serviceId", "weekday");

-- 3. The columns the application asks for. Constants as defaults: no table is
--    rewritten, and every booking of today becomes one of a DATE.
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "bookingType" "BookingType" NOT NULL DEFAULT 'DATE';
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "serviceId" TEXT;
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "clientTimezone" TEXT;
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "googleEventId" TEXT;
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "cancelledAt" TIMESTAMP(3);

-- 4. Who belongs to whom.
ALTER TABLE "Service" DROP CONSTRAINT IF EXISTS "Service_tenantId_fkey";
ALTER TABLE "Service" ADD CONSTRAINT "Service_tenantId_fkey"
    FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AvailabilityRule" DROP CONSTRAINT IF EXISTS "AvailabilityRule_tenantId_fkey";
ALTER TABLE "AvailabilityRule" ADD CONSTRAINT "AvailabilityRule_tenantId_fkey"
    FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AvailabilityRule" DROP CONSTRAINT IF EXISTS "AvailabilityRule_serviceId_fkey";
ALTER TABLE "AvailabilityRule" ADD CONSTRAINT "AvailabilityRule_serviceId_fkey"
    FOREIGN KEY ("serviceId") REFERENCES "Service" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Booking" DROP CONSTRAINT IF EXISTS "Booking_serviceId_fkey";
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_serviceId_fkey"
    FOREIGN KEY ("serviceId") REFERENCES "Service" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- 5. One booking of each kind at a time: (tenantId, date) becomes
--    (tenantId, date, bookingType).
ALTER TABLE "Booking" DROP CONSTRAINT IF EXISTS "Booking_tenantId_date_key";
ALTER TABLE "Booking" DROP CONSTRAINT IF EXISTS "Booking_tenantId_date_bookingType_key";
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_tenantId_date_bookingType_key"
    UNIQUE ("tenantId", "date", "bookingType");

-- 6. No service is booked twice for one time, unless the first was cancelled.
--    Partial, so it can't be written in schema.prisma.
CREATE UNIQUE INDEX IF NOT EXISTS "Booking_serviceId_date_timeslot_key"
    ON "Booking" ("serviceId", "date")
    WHERE "bookingType" = 'TIMESLOT' AND "cancelledAt" IS NULL;

-- 7. A tenant's session sees its own services and hours, as in 03.
ALTER TABLE "Service" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AvailabilityRule" ENABLE ROW LEVEL SECURITY;

DROP POLICY IF EXISTS "Service_of_tenant" ON "Service";
CREATE POLICY "Service_of_tenant" ON "Service"
    USING ("tenantId" = current_setting('app.tenant_id', true))
    WITH CHECK ("tenantId" = current_setting('app.tenant_id', true));

DROP POLICY IF EXISTS "AvailabilityRule_of_tenant" ON "AvailabilityRule";
CREATE POLICY "AvailabilityRule_of_tenant" ON "AvailabilityRule"
    USING ("tenantId" = current_setting('app.tenant_id', true))
    WITH CHECK ("tenantId" = current_setting('app.tenant_id', true));
