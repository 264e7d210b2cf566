-- 06 Customer search
--
-- Finds a customer by any part of the name. The view is what the monthly report
-- of the back office reads.
--
-- Applied by hand with psql. Safe to run again.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX IF NOT EXISTS "Booking_customerName_trgm_idx"
    ON "Booking" USING gin ("customerName" gin_trgm_ops);

CREATE OR REPLACE VIEW "TenantMonth" AS
SELECT b."tenantId",
       date_trunc('month', b."date")                       AS "month",
       count(*)                                            AS "bookings",
       count(*) FILTER (WHERE b."status" = 'CANCELLED')    AS "cancelled",
       sum(b."guests") FILTER (WHERE b."status" <> 'CANCELLED') AS "guests"
FROM "Booking" b
GROUP BY b."tenantId", date_trunc('month', b."date");

COMMENT ON VIEW "TenantMonth" IS 'Bookings, cancellations and guests of a tenant by month.';
COMMENT ON COLUMN "Booking"."customerName" IS 'As the customer typed it; searched with pg_trgm.';
