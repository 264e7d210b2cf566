CREATE TABLE audit (
  sequence bigint PRIMARY KEY,
  at text NOT NULL,
  event text NOT NULL,
  actor text NOT NULL,
  ticket text,
  details text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX audit_ticket ON audit (ticket, sequence) WHERE ticket IS NOT NULL;
CREATE INDEX audit_freeze ON audit (sequence) WHERE event IN ('freeze', 'thaw');

CREATE TABLE ticket (
  id text PRIMARY KEY,
  number bigint NOT NULL UNIQUE,
  revision bigint NOT NULL,
  opened bigint NOT NULL,
  request text NOT NULL,
  request_digest text NOT NULL,
  requester text NOT NULL,
  state text NOT NULL,
  standing text NOT NULL,
  audited bigint NOT NULL,
  expires bigint,
  claim text,
  lease bigint
);
CREATE INDEX ticket_state ON ticket (state, number);
CREATE INDEX ticket_requester ON ticket (requester, state, number);
CREATE INDEX ticket_request ON ticket (request_digest, number);
CREATE INDEX ticket_expires ON ticket (expires) WHERE expires IS NOT NULL;

CREATE TABLE approval (
  ticket text NOT NULL REFERENCES ticket (id),
  approver text NOT NULL,
  at bigint NOT NULL,
  document text NOT NULL,
  key text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (ticket, approver)
);
