-- 01 Webhook events
--
-- Keeps every event of the payment and calendar providers until it is worked
-- off. A provider sends an event more than once: ("provider", "externalId")
-- makes the second one a no-op.
--
-- Applied by hand with psql. Safe to run again.

CREATE TABLE IF NOT EXISTS "WebhookEvent" (
    "id"          TEXT         NOT NULL,
    "provider"    TEXT         NOT NULL,
    "externalId"  TEXT         NOT NULL,
    "payload"     JSONB        NOT NULL,
    "receivedAt"  TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processedAt" TIMESTAMP(3),
    "error"       TEXT,

    CONSTRAINT "WebhookEvent_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "WebhookEvent_provider_externalId_key"
    ON "WebhookEvent" ("provider", "externalId");

-- The worker asks for nothing but open events; Prisma has no partial indexes.
CREATE INDEX IF NOT EXISTS "WebhookEvent_open_idx"
    ON "WebhookEvent" ("receivedAt")
    WHERE "processedAt" IS NULL;

COMMENT ON TABLE "WebhookEvent" IS 'Events as the providers sent them; the worker sets "processedAt".';
