CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  actor TEXT NOT NULL,
  ticket TEXT,
  details TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_ticket ON audit (ticket, sequence) WHERE ticket IS NOT NULL;
CREATE INDEX audit_freeze ON audit (sequence) WHERE event IN ('freeze', 'thaw');

CREATE TABLE ticket (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  request TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  requester TEXT NOT NULL,
  state TEXT NOT NULL,
  standing TEXT NOT NULL,
  audited INTEGER NOT NULL,
  expires INTEGER,
  claim TEXT,
  lease INTEGER
);
CREATE INDEX ticket_state ON ticket (state, number);
CREATE INDEX ticket_requester ON ticket (requester, state, number);
CREATE INDEX ticket_request ON ticket (request_digest, number);
CREATE INDEX ticket_expires ON ticket (expires) WHERE expires IS NOT NULL;

CREATE TABLE approval (
  ticket TEXT NOT NULL REFERENCES ticket (id),
  approver TEXT NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (ticket, approver)
);
