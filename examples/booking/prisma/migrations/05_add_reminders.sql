-- 05 Reminders, and bookings nobody came to
--
-- A reminder is sent once for each booking and channel. NO_SHOW is a value of
-- its own: it was counted as CANCELLED before, and the figures were wrong.
--
-- Applied by hand with psql. Safe to run again.

ALTER TYPE "BookingStatus" ADD VALUE IF NOT EXISTS 'NO_SHOW';

DO $$
BEGIN
    CREATE TYPE "ReminderChannel" AS ENUM ('EMAIL', 'SMS');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END
$$;

CREATE TABLE IF NOT EXISTS "BookingReminder" (
    "id"        TEXT              NOT NULL,
    "bookingId" TEXT              NOT NULL,
    "channel"   "ReminderChannel" NOT NULL DEFAULT 'EMAIL',
    "sendAt"    TIMESTAMP(3)      NOT NULL,
    "sentAt"    TIMESTAMP(3),

    CONSTRAINT "BookingReminder_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "BookingReminder_bookingId_channel_key"
    ON "BookingReminder" ("bookingId", "channel");

CREATE INDEX IF NOT EXISTS "BookingReminder_due_idx"
    ON "BookingReminder" ("sendAt")
    WHERE "sentAt" IS NULL;

ALTER TABLE "BookingReminder" DROP CONSTRAINT IF EXISTS "BookingReminder_bookingId_fkey";
ALTER TABLE "BookingReminder" ADD CONSTRAINT "BookingReminder_bookingId_fkey"
    FOREIGN KEY ("bookingId") REFERENCES "Booking" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
