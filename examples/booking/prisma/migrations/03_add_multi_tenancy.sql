-- 03 Multi-tenancy
--
-- One database for all businesses. Every row belongs to a tenant, and row-level
-- security keeps a tenant's session to its own rows: the application sets
-- app.tenant_id at the start of each transaction.
--
-- Rows from before this file go to the tenant `tenant_00`, which was removed
-- once its bookings had been handed over.
--
-- Applied by hand with psql. Safe to run again.

CREATE TABLE IF NOT EXISTS "Tenant" (
    "id"        TEXT         NOT NULL,
    "slug"      TEXT         NOT NULL,
    "name"      TEXT         NOT NULL,
    "timezone"  TEXT         NOT NULL DEFAULT 'Europe/Berlin',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Tenant_slug_key" ON "Tenant" ("slug");

-- 1. The column, empty at first.
ALTER TABLE "User" ADD COLUMN IF NOT EXISTS "tenantId" TEXT;
ALTER TABLE "Booking" ADD COLUMN IF NOT EXISTS "tenantId" TEXT;
ALTER TABLE "WebhookEvent" ADD COLUMN IF NOT EXISTS "tenantId" TEXT;

-- 2. What is there already gets an owner.
INSERT INTO "Tenant" ("id", "slug", "name")
SELECT 'tenant_00', 'unassigned', 'Before multi-tenancy'
WHERE EXISTS (SELECT FROM "User" WHERE "tenantId" IS NULL)
   OR EXISTS (SELECT FROM "Booking" WHERE "tenantId" IS NULL)
ON CONFLICT ("id") DO NOTHING;

UPDATE "User" SET "tenantId" = 'tenant_00' WHERE "tenantId" IS NULL;
UPDATE "Booking" SET "tenantId" = 'tenant_00' WHERE "tenantId" IS NULL;

-- 3. From now on it is required. An event can come before its tenant is known.
ALTER TABLE "User" ALTER COLUMN "tenantId" SET NOT NULL;
ALTER TABLE "Booking" ALTER COLUMN "tenantId" SET NOT NULL;

ALTER TABLE "User" DROP CONSTRAINT IF EXISTS "User_tenantId_fkey";
ALTER TABLE "User" ADD CONSTRAINT "User_tenantId_fkey"
    FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Booking" DROP CONSTRAINT IF EXISTS "Booking_tenantId_fkey";
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_tenantId_fkey"
    FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookEvent" DROP CONSTRAINT IF EXISTS "WebhookEvent_tenantId_fkey";
ALTER TABLE "WebhookEvent" ADD CONSTRAINT "WebhookEvent_tenantId_fkey"
    FOREIGN KEY ("tenantId") REFERENCES "Tenant" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- 4. Unique within a tenant, no longer across all of them.
DROP INDEX IF EXISTS "User_email_key";
DROP INDEX IF EXISTS "Booking_date_key";
ALTER TABLE "User" DROP CONSTRAINT IF EXISTS "User_tenantId_email_key";
ALTER TABLE "User" ADD CONSTRAINT "User_tenantId_email_key" UNIQUE ("tenantId", "email");
ALTER TABLE "Booking" DROP CONSTRAINT IF EXISTS "Booking_tenantId_date_key";
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_tenantId_date_key" UNIQUE ("tenantId", "date");

-- 5. A session sees the rows of its tenant; without a tenant it sees none. The
--    owner of the tables (migrations, support) is not held by this.
ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Booking" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "WebhookEvent" ENABLE ROW LEVEL SECURITY;

DROP POLICY IF EXISTS "User_of_tenant" ON "User";
CREATE POLICY "User_of_tenant" ON "User"
    USING ("tenantId" = current_setting('app.tenant_id', true))
    WITH CHECK ("tenantId" = current_setting('app.tenant_id', true));

DROP POLICY IF EXISTS "Booking_of_tenant" ON "Booking";
CREATE POLICY "Booking_of_tenant" ON "Booking"
    USING ("tenantId" = current_setting('app.tenant_id', true))
    WITH CHECK ("tenantId" = current_setting('app.tenant_id', true));

DROP POLICY IF EXISTS "WebhookEvent_of_tenant" ON "WebhookEvent";
CREATE POLICY "WebhookEvent_of_tenant" ON "WebhookEvent"
    USING ("tenantId" = current_setting('app.tenant_id', true))
    WITH CHECK ("tenantId" = current_setting('app.tenant_id', true));
