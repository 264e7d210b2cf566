-- 02 Performance indexes
--
-- For the three slowest queries of October. Partial, ordered and expression
-- indexes: none of them can be written in schema.prisma.
--
-- The tables were small at the time, so the indexes are built inside the
-- transaction. On a large table: CREATE INDEX CONCURRENTLY, alone in its file.
--
-- Applied by hand with psql. Safe to run again.

-- The calendar shows what is still on.
CREATE INDEX IF NOT EXISTS "Booking_date_active_idx"
    ON "Booking" ("date")
    WHERE "status" <> 'CANCELLED';

-- The dashboard lists the newest bookings first.
CREATE INDEX IF NOT EXISTS "Booking_createdAt_desc_idx"
    ON "Booking" ("createdAt" DESC);

-- Logging in ignores the case of the address.
CREATE INDEX IF NOT EXISTS "User_email_lower_idx"
    ON "User" (lower("email"));
