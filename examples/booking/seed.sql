-- What the booking application's database holds besides its schema: 34 tenants with
-- their users, bookings, reminders and events, and the table in which Prisma notes
-- what it applied. The same rows every time: nothing here is random, no clock is read.
--
-- Runs after both Prisma migrations and the manual files 01 to 06. The manual files
-- leave no trace in "_prisma_migrations": that is the trouble this example is about.

INSERT INTO "Tenant" ("id", "slug", "name", "timezone", "createdAt") VALUES
    ('tenant_01', 'alpenblick-guesthouse', 'Alpenblick Guesthouse', 'Europe/Vienna', TIMESTAMP '2025-09-01 08:00' + INTERVAL '7 hours'),
    ('tenant_02', 'anker-boat-hire', 'Anker Boat Hire', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '14 hours'),
    ('tenant_03', 'atelier-blum', 'Atelier Blum Pottery', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '21 hours'),
    ('tenant_04', 'bergdoktor-ski', 'Bergdoktor Ski School', 'Europe/Zurich', TIMESTAMP '2025-09-01 08:00' + INTERVAL '28 hours'),
    ('tenant_05', 'birch-and-bark', 'Birch & Bark Sauna', 'Europe/Helsinki', TIMESTAMP '2025-09-01 08:00' + INTERVAL '35 hours'),
    ('tenant_06', 'bistro-petit-jean', 'Bistro Petit Jean', 'Europe/Paris', TIMESTAMP '2025-09-01 08:00' + INTERVAL '42 hours'),
    ('tenant_07', 'blue-door-yoga', 'Blue Door Yoga', 'Europe/London', TIMESTAMP '2025-09-01 08:00' + INTERVAL '49 hours'),
    ('tenant_08', 'casa-limone', 'Casa Limone', 'Europe/Rome', TIMESTAMP '2025-09-01 08:00' + INTERVAL '56 hours'),
    ('tenant_09', 'city-climbing', 'City Climbing Hall', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '63 hours'),
    ('tenant_10', 'cobblestone-tours', 'Cobblestone Tours', 'Europe/Prague', TIMESTAMP '2025-09-01 08:00' + INTERVAL '70 hours'),
    ('tenant_11', 'okafor-dental', 'Dr. Okafor Dental', 'Europe/London', TIMESTAMP '2025-09-01 08:00' + INTERVAL '77 hours'),
    ('tenant_12', 'elenis-garden', 'Eleni''s Garden Kitchen', 'Europe/Athens', TIMESTAMP '2025-09-01 08:00' + INTERVAL '84 hours'),
    ('tenant_13', 'fjord-cabins', 'Fjord Cabin Rental', 'Europe/Oslo', TIMESTAMP '2025-09-01 08:00' + INTERVAL '91 hours'),
    ('tenant_14', 'frisor-lund', 'Frisør Lund', 'Europe/Copenhagen', TIMESTAMP '2025-09-01 08:00' + INTERVAL '98 hours'),
    ('tenant_15', 'gallery-north', 'Gallery North', 'Europe/Stockholm', TIMESTAMP '2025-09-01 08:00' + INTERVAL '105 hours'),
    ('tenant_16', 'golden-comb', 'Golden Comb Barbers', 'Europe/Dublin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '112 hours'),
    ('tenant_17', 'harbour-street-music', 'Harbour Street Music', 'Europe/London', TIMESTAMP '2025-09-01 08:00' + INTERVAL '119 hours'),
    ('tenant_18', 'hof-sonnental', 'Hof Sonnental', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '126 hours'),
    ('tenant_19', 'kahvi-and-co', 'Kahvi & Co', 'Europe/Helsinki', TIMESTAMP '2025-09-01 08:00' + INTERVAL '133 hours'),
    ('tenant_20', 'kletterwald-harz', 'Kletterwald Harz', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '140 hours'),
    ('tenant_21', 'la-bodega-vieja', 'La Bodega Vieja', 'Europe/Madrid', TIMESTAMP '2025-09-01 08:00' + INTERVAL '147 hours'),
    ('tenant_22', 'lakeside-weddings', 'Lakeside Weddings', 'Europe/Zurich', TIMESTAMP '2025-09-01 08:00' + INTERVAL '154 hours'),
    ('tenant_23', 'little-owl', 'Little Owl Nursery', 'Europe/London', TIMESTAMP '2025-09-01 08:00' + INTERVAL '161 hours'),
    ('tenant_24', 'massage-am-markt', 'Massage am Markt', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '168 hours'),
    ('tenant_25', 'millers-photo', 'Miller''s Photo Studio', 'Europe/London', TIMESTAMP '2025-09-01 08:00' + INTERVAL '175 hours'),
    ('tenant_26', 'oda-physio', 'Oda Physiotherapy', 'Europe/Oslo', TIMESTAMP '2025-09-01 08:00' + INTERVAL '182 hours'),
    ('tenant_27', 'pension-waldruh', 'Pension Waldruh', 'Europe/Vienna', TIMESTAMP '2025-09-01 08:00' + INTERVAL '189 hours'),
    ('tenant_28', 'quinta-do-vale', 'Quinta do Vale', 'Europe/Lisbon', TIMESTAMP '2025-09-01 08:00' + INTERVAL '196 hours'),
    ('tenant_29', 'riverside-kayaks', 'Riverside Kayaks', 'Europe/Amsterdam', TIMESTAMP '2025-09-01 08:00' + INTERVAL '203 hours'),
    ('tenant_30', 'sushi-hana', 'Sushi Hana', 'Europe/Brussels', TIMESTAMP '2025-09-01 08:00' + INTERVAL '210 hours'),
    ('tenant_31', 'tattoo-iris', 'Tattoo Parlour Iris', 'Europe/Warsaw', TIMESTAMP '2025-09-01 08:00' + INTERVAL '217 hours'),
    ('tenant_32', 'old-forge-escape', 'The Old Forge Escape Room', 'Europe/Dublin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '224 hours'),
    ('tenant_33', 'velo-atelier', 'Vélo Atelier', 'Europe/Paris', TIMESTAMP '2025-09-01 08:00' + INTERVAL '231 hours'),
    ('tenant_34', 'zeltplatz-seeblick', 'Zeltplatz Seeblick', 'Europe/Berlin', TIMESTAMP '2025-09-01 08:00' + INTERVAL '238 hours');

-- Three to six users a tenant; the first one owns the business.
INSERT INTO "User" ("id", "tenantId", "email", "name", "role", "passwordHash", "createdAt", "updatedAt")
SELECT format('user_%s_%s', substr(t."id", 8), n),
       t."id",
       format('%s%s@%s.example', CASE WHEN n = 1 THEN 'owner' ELSE 'staff' END, n, t."slug"),
       (ARRAY['Amara', 'Bela', 'Carla', 'Dario', 'Emre', 'Freya', 'Goran'])[1 + (k + n) % 7]
           || ' ' ||
       (ARRAY['Adler', 'Brandt', 'Costa', 'Dahl', 'Eriksen'])[1 + (k * 3 + n) % 5],
       CASE WHEN n = 1 THEN 'OWNER' ELSE 'STAFF' END::"UserRole",
       CASE WHEN n < 5 THEN '$argon2id$v=19$m=19456,t=2,p=1$' || md5(t."id" || n) END,
       t."createdAt" + n * INTERVAL '1 day',
       t."createdAt" + n * INTERVAL '1 day'
FROM (SELECT *, row_number() OVER (ORDER BY "id")::int AS k FROM "Tenant") t,
     generate_series(1, 3 + k % 4) AS n;

-- Twenty to sixty bookings a tenant, one a day.
INSERT INTO "Booking" ("id", "tenantId", "date", "customerName", "customerEmail", "guests",
                       "notes", "status", "createdById", "createdAt", "updatedAt")
SELECT format('booking_%s_%s', substr(t."id", 8), lpad(n::text, 3, '0')),
       t."id",
       TIMESTAMP '2025-10-20 00:00' + n * INTERVAL '1 day',
       (ARRAY['Nora', 'Otto', 'Pia', 'Quentin', 'Rosa', 'Samir', 'Tuva', 'Ugo', 'Vera'])[1 + (k * 5 + n) % 9]
           || ' ' ||
       (ARRAY['Fischer', 'Garcia', 'Hansen', 'Ivanova', 'Jensen', 'Kowalski', 'Lopez'])[1 + (k + n * 3) % 7],
       format('guest%s@mail.example', k * 100 + n),
       1 + (k + n) % 6,
       CASE WHEN n % 9 = 0 THEN 'window seat, please' END,
       (ARRAY['CONFIRMED', 'CONFIRMED', 'PENDING', 'CONFIRMED', 'CANCELLED'])[1 + (k + n) % 5]::"BookingStatus",
       CASE WHEN n % 4 > 0 THEN format('user_%s_%s', substr(t."id", 8), 1 + n % 3) END,
       TIMESTAMP '2025-10-16 09:00' + n * INTERVAL '5 hours',
       TIMESTAMP '2025-10-16 09:00' + n * INTERVAL '5 hours'
FROM (SELECT *, row_number() OVER (ORDER BY "id")::int AS k FROM "Tenant") t,
     generate_series(1, 20 + (k * 7) % 41) AS n;

-- A few guests never came; each change leaves its entry in the audit trail.
UPDATE "Booking"
SET "status" = 'NO_SHOW', "updatedAt" = "date" + INTERVAL '20 hours'
WHERE "status" = 'CONFIRMED' AND "date" < TIMESTAMP '2025-10-28' AND "guests" = 2;

INSERT INTO "BookingReminder" ("id", "bookingId", "channel", "sendAt", "sentAt")
SELECT 'reminder_' || substr("id", 9), "id",
       CASE WHEN "guests" > 3 THEN 'SMS' ELSE 'EMAIL' END::"ReminderChannel",
       "date" - INTERVAL '1 day',
       CASE WHEN "date" < TIMESTAMP '2025-11-10' THEN "date" - INTERVAL '23 hours' END
FROM "Booking"
WHERE "status" = 'CONFIRMED';

INSERT INTO "WebhookEvent" ("id", "tenantId", "provider", "externalId", "payload", "receivedAt", "processedAt")
SELECT 'event_' || substr("id", 9), "tenantId",
       CASE WHEN "guests" % 2 = 0 THEN 'payments' ELSE 'calendar' END,
       'evt_' || md5("id"),
       jsonb_build_object('type', 'booking.created', 'booking', "id", 'amount', "guests" * 2500),
       "createdAt" + INTERVAL '3 seconds',
       CASE WHEN "date" < TIMESTAMP '2025-12-01' THEN "createdAt" + INTERVAL '4 seconds' END
FROM "Booking"
WHERE right("id", 1) IN ('0', '3', '6');

-- As `prisma migrate deploy` writes it. The checksum is SHA-256 over migration.sql.
CREATE TABLE "_prisma_migrations" (
    "id"                  VARCHAR(36)  PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64)  NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ  NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER      NOT NULL DEFAULT 0
);

INSERT INTO "_prisma_migrations" VALUES
    ('5b0d6a5e-7f0c-4f7c-9a43-1de0a6b0c8f1',
     'a34562473e28695e255912622240f6e8ce8308dcd7d5315575c2998494829cb7',
     '2025-10-16 14:10:02.517+00', '20251016140827_initial_schema', NULL, NULL,
     '2025-10-16 14:10:02.431+00', 1),
    ('c2f4b7d1-2f3e-4c55-8a3c-9d5be0a4f6aa',
     '6d02d276c4ff326d4c5b3d0f138f5903d2f958c3ad0da904d3544b5db9ca2148',
     '2025-10-23 15:26:40.088+00', '20251023152454_add_password_hash', NULL, NULL,
     '2025-10-23 15:26:40.061+00', 1);
